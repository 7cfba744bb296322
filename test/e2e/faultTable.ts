import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { ruleOf, waitUntil } from "./harness";
import { originalWorkspace } from "./restoreWorkspace";

/** One fault of `examples/broken_dynpgext`. */
export interface Fault {
  readonly file: string;
  /** From 1, as in the editor. */
  readonly line: number;
  readonly rule: string;
}

/** The faults that the README of the example lists, so that what it promises is what the tests expect. */
export function readFaultTable(): readonly Fault[] {
  const readme = readFileSync(join(originalWorkspace(), "README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => /^\| *`/.test(line));
  return rows.map((row) => {
    const [, file, line, rule] = /^\| `([^`]+)` \| (\d+) \| `([^`]+)` \|/.exec(row) ?? [];
    if (file === undefined || rule === undefined)
      throw new Error(`This row of the README names no fault: ${row}`);
    return { file, line: Number(line), rule };
  });
}

/** `file:line rule`, to compare and to print. */
export function faultKey({ file, line, rule }: Fault): string {
  return `${file}:${line} ${rule}`;
}

/** The faults that VS Code has at this moment, sorted by key. Hints are no faults: the Problems panel leaves them out. */
export function presentFaults(): Fault[] {
  const faults = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter(({ source, severity }) => source === "dynpgext" && severity !== vscode.DiagnosticSeverity.Hint)
      .map((diagnostic) => ({
        file: vscode.workspace.asRelativePath(uri, false),
        line: diagnostic.range.start.line + 1,
        rule: ruleOf(diagnostic),
      })),
  );
  return faults.sort((a, b) => (faultKey(a) < faultKey(b) ? -1 : 1));
}

/** Waits until VS Code has exactly the faults of these keys. Rejects with the difference. */
export async function waitForFaults(keys: readonly string[]): Promise<void> {
  const expected = [...keys].sort();
  const present = () => presentFaults().map(faultKey);
  const isComplete = () => present().join("\n") === expected.join("\n");
  await waitUntil("the editor has the expected faults", isComplete).catch((cause: unknown) => {
    const missing = expected.filter((key) => !present().includes(key)).map((key) => `  not found: ${key}`);
    const surplus = present()
      .filter((key) => !expected.includes(key))
      .map((key) => `  not expected: ${key}`);
    throw new Error([(cause as Error).message, ...missing, ...surplus].join("\n"), { cause });
  });
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fixture } from "./fixture";

/** A source that eslint must refuse, and the rule that does. */
interface Refused {
  readonly path: string;
  readonly text: string;
  readonly rule: string;
}

const shape = `type Shape = { kind: "dot" } | { kind: "line"; length: number };\n`;

const refused: readonly Refused[] = [
  {
    path: "server/src/base/process.ts",
    text: "export const here = process.cwd();",
    rule: "no-restricted-globals",
  },
  {
    path: "server/src/facts/clock.ts",
    text: "export const now = Date.now();",
    rule: "no-restricted-globals",
  },
  {
    path: "server/src/flow/clock.ts",
    text: "export const now = performance.now();",
    rule: "no-restricted-globals",
  },
  { path: "server/src/rules/shmem/print.ts", text: `console.log("found");`, rule: "no-restricted-globals" },
  {
    path: "server/src/engine/timer.ts",
    text: "export const timer = setTimeout(() => undefined, 5);",
    rule: "no-restricted-globals",
  },
  {
    path: "devpg/src/plan/chance.ts",
    text: "export const port = Math.random();",
    rule: "no-restricted-properties",
  },
  {
    path: "server/src/index/read.ts",
    text: `import { readFileSync } from "node:fs";\nexport const text = readFileSync("a", "utf8");`,
    rule: "no-restricted-imports",
  },
  {
    path: "devpg/src/interpret/read.ts",
    text: `import { readFileSync } from "fs";\nexport const text = readFileSync("a", "utf8");`,
    rule: "no-restricted-imports",
  },
  {
    path: "server/src/features/wait.ts",
    text: "export async function wait(): Promise<void> {}",
    rule: "no-restricted-syntax",
  },
  {
    path: "server/src/facts/partial.ts",
    text: `${shape}export function area(shape: Shape): number {\n  switch (shape.kind) {\n    case "dot":\n      return 0;\n  }\n  return 1;\n}`,
    rule: "@typescript-eslint/switch-exhaustiveness-check",
  },
  {
    path: "server/src/facts/defaulted.ts",
    text: `${shape}export function area(shape: Shape): number {\n  switch (shape.kind) {\n    case "dot":\n      return 0;\n    default:\n      return 1;\n  }\n}`,
    rule: "@typescript-eslint/switch-exhaustiveness-check",
  },
  {
    path: "server/src/lsp/long.ts",
    text: Array.from({ length: 251 }, (_, i) => `export const value${i} = ${i};`).join("\n"),
    rule: "max-lines",
  },
  {
    path: "server/src/lsp/longFunction.ts",
    text: `export function long(value: number): number {\n${"  value += 1;\n".repeat(50)}  return value;\n}`,
    rule: "max-lines-per-function",
  },
  {
    path: "cli/src/swallow.ts",
    text: 'try {\n  JSON.parse("{");\n} catch {}\nexport {};',
    rule: "no-empty",
  },
  {
    path: "cli/src/floating.ts",
    text: "export function start(): void {\n  Promise.resolve(1);\n}",
    rule: "@typescript-eslint/no-floating-promises",
  },
  {
    path: "test/skipped.test.ts",
    text: `import { it } from "vitest";\nit.skip("is left out", () => undefined);`,
    rule: "no-restricted-syntax",
  },
];

const accepted: Readonly<Record<string, string>> = {
  "server/src/pg/table.ts": Array.from({ length: 500 }, (_, i) => `export const value${i} = ${i};`).join(
    "\n",
  ),
  "server/src/lsp/clock.ts": "export const now = Date.now();",
  "server/src/syntax/sql/grammar.ts": "export async function loadGrammar(): Promise<void> {}",
  "server/src/base/join.ts": `import { join } from "node:path/posix";\nexport const path = join("a", "b");`,
  "server/src/facts/complete.ts": `${shape}export function area(shape: Shape): number {\n  switch (shape.kind) {\n    case "dot":\n      return 0;\n    case "line":\n      return shape.length;\n  }\n}`,
};

interface FileReport {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

describe("the lint rules", () => {
  const sources = Object.fromEntries(refused.map(({ path, text }) => [path, text]));
  const fixture = new Fixture({ ...accepted, ...sources });
  const messages = new Map<string, FileReport["messages"]>();
  beforeAll(() => {
    const reports = fixture.runJson("eslint/bin/eslint.js", [".", "--format", "json"]) as FileReport[];
    for (const report of reports) messages.set(fixture.relative(report.filePath), report.messages);
  }, 90_000);
  afterAll(() => fixture.dispose());

  it.each(refused)("refuse $path ($rule)", ({ path, rule }) => {
    expect(messages.get(path)?.map((message) => message.ruleId)).toContain(rule);
  });

  it.each(Object.keys(accepted))("accept %s", (path) => {
    expect(messages.get(path)).toEqual([]);
  });
});

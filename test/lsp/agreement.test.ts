import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundled, flush, folderWith, startServer } from "./startServer";

const examples = path.join(
  path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))),
  "examples",
);

/** One finding as both sides can say it: 1-based places. */
interface Said {
  readonly path: string;
  readonly place: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

interface CheckReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly path: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
    readonly message: string;
  }[];
}

/** What `dynpgext check` lists, run in the folder. */
function checked(root: string): Said[] {
  const args = [
    bundled("cli/src/main.ts"),
    "check",
    ".",
    "--format",
    "json",
    "--pg-version",
    "17",
    "--fail-on",
    "error",
  ];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (error) {
    // Exit code 1: there are findings.
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as CheckReport).findings.map(
    ({ rule, severity, path: file, start, end, message }) => {
      return {
        path: file,
        place: `${start.line}:${start.column}-${end.line}:${end.column}`,
        rule,
        severity,
        message,
      };
    },
  );
}

/** What the server publishes for the folder. */
async function published(root: string): Promise<Said[]> {
  const client = await startServer([root], { entry: "server/src/lsp/main.ts" });
  await flush(client);
  return client.publications.flatMap(({ path: file, diagnostics }) =>
    diagnostics.map(({ range: { start, end }, code, severity, message }) => ({
      path: path.relative(root, file),
      place: `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
      rule: String(code),
      severity: ["", "error", "warning", "info", "hint"][severity ?? 0] ?? "",
      message: typeof message === "string" ? message : message.value,
    })),
  );
}

function sorted(all: readonly Said[]): string[] {
  return all.map((said) => JSON.stringify(said)).sort();
}

function copyOf(example: string): string {
  const root = folderWith({});
  cpSync(path.join(examples, example), root, { recursive: true });
  return root;
}

describe("the editor and the command line", () => {
  it.each(["broken_dynpgext", "hello_dynpgext"])("say the same about %s", async (example) => {
    const root = copyOf(example);
    expect(sorted(await published(root))).toEqual(sorted(checked(root)));
  });

  it("say the same about a file with CRLF, a byte order mark and invalid UTF-8, under project settings", async () => {
    const source =
      '\uFEFF/* 😀 */ #x\r\n#include "dynpgext.h"\r\nvoid\r\n_Dynpgext_init(const dynpgext_handle *handle)\r\n{\r\n}\r\n';
    const root = folderWith({
      "odd.control": "default_version = '1.0'\n",
      Makefile: "MODULES = odd\nEXTENSION = odd\n",
      "odd.c": Buffer.concat([Buffer.from(source), Buffer.from([0x2f, 0x2f, 0xff, 0xfe, 0x0a])]),
      "left/out.c": '#include "dynpgext.h"\nvoid _Dynpgext_init(const dynpgext_handle *handle) {}\n',
      ".dynpgext.json": '{ "exclude": ["left"], "rules": { "dynpgext-magic-missing": "info" } }',
    });
    const said = await published(root);
    expect(said).toContainEqual(expect.objectContaining({ path: "odd.c", severity: "info" }));
    expect(sorted(said)).toEqual(sorted(checked(root)));
  });
});

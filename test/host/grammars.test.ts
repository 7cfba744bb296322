/** Our grammars beside those that VS Code ships, as its own tokenizer reads them. The cases are in test/syntaxes. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { ensureVscodeHost } from "../../scripts/setup/vscodeHost.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const cases = path.join(root, "test/syntaxes");
const shipped = ["cpp/syntaxes/c", "cpp/syntaxes/platform", "sql/syntaxes/sql"];

describe("grammars", () => {
  let extensions = "";
  beforeAll(async () => {
    const { server } = await ensureVscodeHost(root);
    extensions = path.join(path.dirname(server), "../extensions");
  });

  it.each(readdirSync(cases))("gives each part of %s its scope", (name) => {
    const grammars = shipped.flatMap((grammar) => [
      "-g",
      path.join(extensions, `${grammar}.tmLanguage.json`),
    ]);
    const tool = path.join(root, "node_modules/vscode-tmgrammar-test/dist/unit.js");
    // It exits with 1 when a scope is missing, and prints which; run in the folder whose package.json lists our grammars.
    const output = execFileSync(process.execPath, [tool, ...grammars, path.join(cases, name)], {
      cwd: root,
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(output).toContain("run successfuly");
  });
});

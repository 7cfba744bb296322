import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readControl } from "../../server/src/syntax/control/readControl";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";
import { findingsOf, describe as describeFindings, workspaceOf } from "../engine/analyseFiles";
import { expandSnippet } from "./expandSnippet";
import { frameOf, frames } from "./frames";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");

interface Snippet {
  readonly title: string;
  readonly prefix: string;
  readonly description: string;
  readonly text: string;
}

function snippetsOf(name: string): Snippet[] {
  const file = JSON.parse(readFileSync(path.join(root, "snippets", `${name}.json`), "utf8")) as Record<
    string,
    { prefix: string; description: string; body: string[] }
  >;
  return Object.entries(file).map(([title, { prefix, description, body }]) => ({
    title,
    prefix,
    description,
    text: expandSnippet(body.join("\n")),
  }));
}

const c = snippetsOf("c");

describe("snippets", () => {
  it("have a prefix of their own within their language, and a description", () => {
    for (const language of ["c", "sql", "control", "makefile"]) {
      const all = snippetsOf(language);
      expect(new Set(all.map(({ prefix }) => prefix)).size, language).toBe(all.length);
      for (const { description, text } of all) {
        expect(description).not.toBe("");
        expect(text.trim()).not.toBe("");
      }
    }
  });

  it("belong to every frame of the test", () => {
    const prefixes = c.map(({ prefix }) => prefix);
    for (const prefix of Object.keys(frames)) expect(prefixes).toContain(prefix);
  });
});

describe("a C snippet in a file of its own", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "dynpgext-snippets-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const pgConfig = process.env["PG_CONFIG"] ?? "pg_config";
  const include = execFileSync(pgConfig, ["--includedir-server"], { encoding: "utf8" }).trim();

  it.each(c.map((snippet) => [snippet.prefix, snippet] as const))(
    "compiles without a warning: %s",
    (prefix, { text }) => {
      const file = path.join(folder, `${prefix}.c`);
      writeFileSync(
        file,
        frameOf(prefix).replace("@", () => text),
      );
      const warnings = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-sign-compare"];
      const includes = ["-I", include, "-I", path.join(root, "devpg/loader/include")];
      const gcc = spawnSync("gcc", ["-std=gnu99", "-fsyntax-only", ...warnings, ...includes, file], {
        encoding: "utf8",
      });
      expect(gcc.stderr).toBe("");
      expect(gcc.status).toBe(0);
    },
  );

  it.each(c.map((snippet) => [snippet.prefix, snippet] as const))(
    "has no finding: %s",
    (prefix, { text }) => {
      const files = new Map([
        ["my_extension.c", frameOf(prefix).replace("@", () => text)],
        ["my_extension.control", "default_version = '0.1'\nmodule_pathname = '$libdir/my_extension'\n"],
        ["Makefile", "MODULES = my_extension\nEXTENSION = my_extension\nPGXS := x\ninclude $(PGXS)\n"],
      ]);
      for (const pg of [13, 15, 17])
        expect(describeFindings(files, findingsOf(workspaceOf(files, { pg }).analyze())), `${pg}`).toEqual(
          [],
        );
    },
  );
});

describe("a snippet of another language", () => {
  it.each(snippetsOf("sql").map(({ prefix, text }) => [prefix, text] as const))(
    "is SQL to PostgreSQL: %s",
    async (_, text) => {
      const parser = await loadSqlParser();
      const statements = text.replace(/^\\echo .*$/gm, "");
      expect(parser.parse(statements)).toMatchObject({ kind: "parsed" });
    },
  );

  it.each(snippetsOf("control").map(({ prefix, text }) => [prefix, text] as const))(
    "is a control file: %s",
    (_, text) => {
      expect(readControl(text)).toMatchObject({ errors: [], holes: [] });
    },
  );

  it.each(snippetsOf("makefile").map(({ prefix, text }) => [prefix, text] as const))(
    "is a Makefile that builds a library: %s",
    (_, text) => {
      const folder = mkdtempSync(path.join(tmpdir(), "dynpgext-makefile-"));
      try {
        writeFileSync(path.join(folder, "Makefile"), text);
        for (const name of ["my_extension.c", "my_extension.control", "my_extension--0.1.sql"])
          writeFileSync(path.join(folder, name), "");
        const make = spawnSync("make", ["-n", "with_llvm=no", "all"], { cwd: folder, encoding: "utf8" });
        expect(make.stderr).toBe("");
        expect(make.stdout).toContain("-o my_extension.so");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

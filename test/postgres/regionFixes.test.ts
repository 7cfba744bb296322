import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { readCase } from "../rules/caseFile";
import { analyse, applyFirstFixes } from "../rules/checkRule";
import { repository } from "./sandbox";

const run = promisify(execFile);
const casesFolder = join(repository, "test", "rules", "cases");
const pgConfig = process.env["DYNPGEXT_TEST_PG_CONFIG"] ?? "pg_config";

let folder: string;
let flags: string[];
let compiled = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dynpgext-fixes-"));
  const { stdout } = await run(pgConfig, ["--includedir-server"]);
  const warnings = ["-w", "-Werror=implicit-function-declaration", "-Werror=int-conversion"];
  flags = ["-fsyntax-only", "-std=gnu99", "-D_GNU_SOURCE", ...warnings, `-I${stdout.trim()}`];
  flags.push(`-I${join(repository, "devpg", "loader", "include")}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler has against the files; undefined when nothing. */
async function complaint(name: string, files: ReadonlyMap<string, string>): Promise<string | undefined> {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(home, file), text);
  const sources = [...files.keys()].filter((file) => file.endsWith(".c")).map((file) => join(home, file));
  return run("gcc", [...flags, `-I${home}`, ...sources], { timeout: 60_000 }).then(
    () => undefined,
    (error: unknown) => (error as { stderr?: string }).stderr ?? String(error),
  );
}

it.each(rules.filter(({ pack }) => pack === "regions").map(({ id }) => id))(
  "the fixes of %s leave code that compiles",
  async (id) => {
    const names = readdirSync(join(casesFolder, id)).filter((name) => name.startsWith("faulty-"));
    const broken: string[] = [];
    for (const name of names) {
      const { files, options } = readCase(readFileSync(join(casesFolder, id, name), "utf8"));
      const analysed = analyse(files, options);
      if (!analysed.findings.some(({ rule, fixes }) => rule === id && fixes.length > 0)) continue;
      const after = await complaint(`${id}-${name}`, applyFirstFixes(id, analysed, options).files);
      compiled += 1;
      if (after !== undefined) broken.push(`${name}: ${after}`);
    }
    expect(broken).toEqual([]);
  },
  120_000,
);

it("that was said of many", () => {
  expect(compiled).toBeGreaterThanOrEqual(50);
});

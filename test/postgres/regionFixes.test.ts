import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { readCase } from "../rules/caseFile";
import { analyse, applyFirstFixes } from "../rules/checkRule";

const casesFolder = join(__dirname, "../rules/cases");
const pack = rules.filter((rule) => rule.pack === "regions");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "region-fixes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pgConfig = process.env["PG_CONFIG"] ?? "pg_config";
const includes = [
  `-I${execFileSync(pgConfig, ["--includedir-server"], { encoding: "utf8" }).trim()}`,
  `-I${join(__dirname, "../../devpg/loader/include")}`,
];
const warnings = [
  "-Wall",
  "-Werror",
  "-Wno-unused-but-set-variable",
  "-Wno-use-after-free",
  "-Wno-unused-variable",
];

/** What the compiler says about the files of a case; empty when it takes them. */
function compile(name: string, files: ReadonlyMap<string, string>): string {
  const place = join(folder, name.replace(/\W+/gu, "_"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  const sources = [...files.keys()].filter((path) => path.endsWith(".c"));
  const flags = ["-fsyntax-only", "-std=gnu99", ...warnings, "-Wno-free-nonheap-object", `-I${place}`];
  const { status, stderr } = spawnSync("gcc", [...flags, ...includes, ...sources], {
    cwd: place,
    encoding: "utf8",
    timeout: 30_000,
  });
  return status === 0 ? "" : `${name}: ${stderr}`;
}

it.each(pack.map(({ id, examples }) => [id, examples] as const))(
  "code mended by the fixes of %s compiles with the server's headers",
  (rule, examples) => {
    const folderOfCases = join(casesFolder, rule);
    const cases = [
      ...(existsSync(folderOfCases) ? readdirSync(folderOfCases) : [])
        .filter((name) => name.startsWith("faulty-"))
        .map((name) => ({ name, text: readFileSync(join(folderOfCases, name), "utf8") })),
      ...examples.map(({ title, bad }) => ({ name: title, text: bad })),
    ];
    const refused = cases.flatMap(({ name, text }) => {
      const { files, options } = readCase(text);
      const analysed = analyse(files, options);
      if (!analysed.findings.some((finding) => finding.rule === rule && finding.fixes.length > 0)) return [];
      const said = compile(`${rule} ${name}`, applyFirstFixes(rule, analysed, options).files);
      return said === "" ? [] : [said];
    });
    expect(refused).toEqual([]);
  },
);

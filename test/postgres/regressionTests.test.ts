import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptTest } from "../../devpg/src/host/tests/acceptTests";
import { runTests } from "../../devpg/src/host/tests/runTests";
import type { TestReport, TestRequest } from "../../devpg/src/plan/tests/testRun";
import { testsOf, type TestSuite } from "../../devpg/src/project/tests/testSuite";
import { planNewExtension } from "../../devpg/src/project/template/newExtension";
import { makeSandbox, problemOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

/** One server for all: what a test needs is written into its workspace. */
let sandbox: Sandbox;
beforeAll(() => {
  sandbox = makeSandbox();
});
afterAll(() => sandbox.remove());

/** Runs tests in the sandbox; ids that were told on the way are in `told`. */
async function run(
  request: TestRequest = {},
): Promise<{ readonly report: TestReport; readonly told: string[]; readonly found: string[][] }> {
  const told: string[] = [];
  const found: string[][] = [];
  const listener = {
    found: (suites: readonly TestSuite[]) => void found.push(suites.flatMap(testsOf).map(({ name }) => name)),
    started: (id: string) => void told.push(`started ${id}`),
    ended: (result: { id: string; outcome: string }) => void told.push(`${result.outcome} ${result.id}`),
  };
  const { options } = sandbox;
  const done = await runTests({ options, existing: "recreate", request, listener }, sandbox.run);
  return { report: value(done), told, found };
}

/** `outcome id` of each result. */
function outcomes({ results }: TestReport): string[] {
  return results.map(({ outcome, id }) => `${outcome} ${id}`);
}

/** Every file below the workspace that no build makes, with its text. */
function workspaceFiles(): Record<string, string> {
  const names = readdirSync(sandbox.folder, { recursive: true, encoding: "utf8" });
  const files = names.filter(
    (name) => statSync(join(sandbox.folder, name)).isFile() && !/\.(?:o|so|bc)$|compile_commands/.test(name),
  );
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(sandbox.folder, name), "utf8")]));
}

function makefile(name: string, lines: string): string {
  return `MODULES = ${name}\nEXTENSION = ${name}\nDATA = ${name}--1.0.sql\n${lines}PG_CONFIG ?= pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)\n`;
}

/** Makes the workspace one of an extension `small` with these lines in its Makefile and these files; nothing else is left. */
function small(lines: string, files: Readonly<Record<string, string>>): void {
  const extension = pgxsExtension({
    name: "small",
    source: `PG_FUNCTION_INFO_V1(small_crash);
Datum
small_crash(PG_FUNCTION_ARGS)
{
	volatile int *nowhere = (volatile int *) 16;

	PG_RETURN_INT32(*nowhere);
}`,
  });
  const script = `create function small_value() returns int as 'MODULE_PATHNAME' language c;
create function small_crash() returns int as 'MODULE_PATHNAME' language c;
`;
  for (const name of readdirSync(sandbox.folder))
    rmSync(join(sandbox.folder, name), { recursive: true, force: true });
  const all = { ...extension, "small--1.0.sql": script, Makefile: makefile("small", lines), ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(sandbox.folder, path)), { recursive: true });
    writeFileSync(join(sandbox.folder, path), text);
  }
  sandbox.said.steps.length = 0;
}

const setup = "CREATE EXTENSION small;\n";
const one = "SELECT small_value();\n";
const oneOut = "SELECT small_value();\n small_value \n-------------\n           1\n(1 row)\n\n";

describe("the regression tests of an extension", () => {
  it("are told when they begin and when they end, and write nothing into the workspace", async () => {
    small("REGRESS = setup one\n", {
      ...{
        "sql/setup.sql": setup,
        "expected/setup.out": setup,
        "sql/one.sql": one,
        "expected/one.out": oneOut,
      },
    });
    const before = workspaceFiles();
    const { report, told } = await run();
    expect(outcomes(report)).toEqual(["passed regress/setup", "passed regress/one"]);
    expect(told).toEqual([
      ...["started regress/setup", "passed regress/setup", "started regress/one", "passed regress/one"],
    ]);
    expect(workspaceFiles()).toEqual(before);
  });

  it("name the statement that failed, and accepting it writes nothing but that file", async () => {
    small("REGRESS = setup one\n", {
      ...{ "sql/setup.sql": setup, "expected/setup.out": setup },
      ...{ "sql/one.sql": `-- first\n${one}\nSELECT 2;\n` },
      "expected/one.out": `-- first\n${oneOut.replace(" 1\n", " 7\n")}SELECT 2;\n ?column? \n----------\n        2\n(1 row)\n\n`,
      "expected/one_1.out": "nothing alike\n",
    });
    const expected = join(sandbox.folder, "expected", "one.out");
    chmodSync(expected, 0o640);
    const before = workspaceFiles();
    const { report } = await run();
    expect(outcomes(report)).toEqual(["passed regress/setup", "failed regress/one"]);
    const failed = report.results[1];
    expect(failed).toMatchObject({ expectedFile: expected });
    expect(failed?.failures).toMatchObject([
      {
        message: "SELECT small_value(): `1` instead of `7`",
        place: { path: join(sandbox.folder, "sql", "one.sql"), start: { line: 1, column: 0 } },
      },
    ]);
    expect(workspaceFiles()).toEqual(before);
    const parts = failed?.failures.flatMap(({ part }) => part ?? []) ?? [];
    expect(value(await acceptTest(sandbox.options, { id: "regress/one", parts }))).toBe(expected);
    const changed = before["expected/one.out"]?.replace(" 7\n", " 1\n");
    expect(workspaceFiles()).toEqual({ ...before, "expected/one.out": changed });
    expect(statSync(expected).mode & 0o777).toBe(0o640);
    const again = await run({ tests: ["regress/one"] });
    expect(
      again.report.results.map(({ outcome, name, isPreparation }) => [outcome, name, isPreparation]),
    ).toEqual([
      ["passed", "setup", true],
      ["passed", "one", false],
    ]);
  });

  it("without an expected output can be accepted, and do not keep the others from running", async () => {
    small("REGRESS = setup fresh one\n", {
      ...{
        "sql/setup.sql": setup,
        "expected/setup.out": setup,
        "sql/one.sql": one,
        "expected/one.out": oneOut,
      },
      "sql/fresh.sql": "SELECT 3 AS three;\n",
    });
    const { report } = await run();
    expect(outcomes(report)).toEqual(["passed regress/setup", "failed regress/fresh", "passed regress/one"]);
    expect(report.results[1]?.message).toBe("There is no expected output yet");
    value(await acceptTest(sandbox.options, { id: "regress/fresh" }));
    expect(readFileSync(join(sandbox.folder, "expected/fresh.out"), "utf8")).toContain("three");
    expect(outcomes((await run()).report)).toContain("passed regress/fresh");
  });

  it("tell at which statement the server crashed, and nobody can accept that", async () => {
    small("REGRESS = crash\nREGRESS_OPTS = --load-extension=small\n", {
      "sql/crash.sql": "SELECT 1;\nSELECT small_crash();\nSELECT 2;\n",
      "expected/crash.out": "SELECT 1;\n ?column? \n----------\n        1\n(1 row)\n\n",
    });
    const { report } = await run();
    const [result] = report.results;
    expect(result?.outcome).toBe("errored");
    expect(result?.message).toMatch(/^The server crashed: .*small_crash/);
    expect(result?.failures.at(-1)).toMatchObject({ place: { start: { line: 1 } } });
    expect(result?.failures.at(-1)?.message).toMatch(/^The server crashed here/);
  });

  it("that read and write files find them where make installcheck has them", async () => {
    small("REGRESS = files\nREGRESS_OPTS = --inputdir=test\n", {
      "test/sql/files.sql": "\\copy (select 1) to 'results/one.txt'\n\\! cat results/one.txt test/data.txt\n",
      "test/expected/files.out":
        "\\copy (select 1) to 'results/one.txt'\n\\! cat results/one.txt test/data.txt\n1\ndata\n",
      "test/data.txt": "data\n",
    });
    expect(outcomes((await run()).report)).toEqual(["passed regress/files"]);
    expect(existsSync(join(sandbox.folder, "results"))).toBe(false);
  });

  it("of a schedule run at the same time", async () => {
    small("REGRESS_OPTS = --schedule=schedule --load-extension=small\nREGRESS = last\n", {
      schedule: "test: a b\n",
      ...{ "sql/a.sql": one, "sql/b.sql": one, "sql/last.sql": one },
      ...{ "expected/a.out": oneOut, "expected/b.out": oneOut, "expected/last.out": oneOut },
    });
    const { report, told } = await run();
    expect(outcomes(report)).toEqual(["passed regress/a", "passed regress/b", "passed regress/last"]);
    expect(told.slice(0, 2)).toEqual(["started regress/a", "started regress/b"]);
  });

  it("are those that make knows, where the Makefile leaves them open", async () => {
    small("REGRESS = setup $(shell echo one)\n", {
      ...{
        "sql/setup.sql": setup,
        "expected/setup.out": setup,
        "sql/one.sql": one,
        "expected/one.out": oneOut,
      },
    });
    const { report, found } = await run();
    expect(outcomes(report)).toEqual(["passed regress/setup", "passed regress/one"]);
    expect(found[0]).toEqual(["setup", "one"]);
  });

  it("that do not exist are refused before anything is built", async () => {
    small("REGRESS = one\n", { "sql/one.sql": one });
    const request = { tests: ["regress/two"] };
    const listener = { started: () => undefined, ended: () => undefined };
    const order = { options: sandbox.options, existing: "recreate", request, listener } as const;
    const problem = problemOf(await runTests(order, sandbox.run));
    expect(problem).toMatchObject({ code: "test-unknown", action: "There are: regress/one" });
    expect(sandbox.said.steps).toEqual([]);
  });
});

describe("isolation tests", () => {
  it("fail by permutation", async () => {
    const spec = `setup { CREATE TABLE t (a int); }
teardown { DROP TABLE t; }
session s1
step w1 { INSERT INTO t VALUES (1); }
session s2
step r2 { SELECT small_value() + count(*) AS n FROM t; }
permutation w1 r2
permutation r2 w1
`;
    const permutation = (steps: string, n: number): string => {
      const texts: Record<string, string> = {
        w1: "step w1: INSERT INTO t VALUES (1);\n",
        r2: `step r2: SELECT small_value() + count(*) AS n FROM t;\nn\n-\n${n}\n(1 row)\n\n`,
      };
      return `\nstarting permutation: ${steps}\n${steps
        .split(" ")
        .map((step) => texts[step])
        .join("")}`;
    };
    small("ISOLATION = both\nISOLATION_OPTS = --load-extension=small\n", {
      "specs/both.spec": spec,
      "expected/both.out": `Parsed test spec with 2 sessions\n${permutation("w1 r2", 2)}${permutation("r2 w1", 9)}`,
    });
    const { report } = await run();
    expect(outcomes(report)).toEqual(["failed isolation/both"]);
    expect(report.results[0]?.failures).toMatchObject([
      { message: "permutation r2 w1: another output than expected", place: { start: { line: 7 } } },
    ]);
    value(await acceptTest(sandbox.options, { id: "isolation/both" }));
    expect(outcomes((await run()).report)).toEqual(["passed isolation/both"]);
  });
});

describe("TAP tests", () => {
  it("are programs in t, whose failures have lines", async () => {
    small("TAP_TESTS = 1\n", {
      "t/001_good.pl": "use strict; use Test::More; ok(1, 'fine'); done_testing();\n",
      "t/002_bad.pl": "use strict;\nuse Test::More;\nis(1 + 1, 3, 'counts');\ndone_testing();\n",
      "t/003_lacks.pl": "use Nobody::Has::This;\n",
      "t/004_none.pl": "use Test::More skip_all => 'not here';\n",
    });
    const { report } = await run();
    expect(outcomes(report)).toEqual([
      ...["passed tap/t/001_good.pl", "failed tap/t/002_bad.pl", "errored tap/t/003_lacks.pl"],
      "skipped tap/t/004_none.pl",
    ]);
    const [, bad, lacks, none] = report.results;
    expect(bad?.failures).toMatchObject([
      { message: "counts", expected: "'3'", actual: "'2'", place: { start: { line: 2 } } },
    ]);
    expect(lacks?.message).toContain("Nobody::Has::This");
    expect(none?.message).toBe("not here");
  });

  it("of pg_yregress say where it can be had when it is missing", async () => {
    small("", { "tests.yml": "tests:\n- name: simple\n  query: select 1\n" });
    const { report } = await run();
    expect(outcomes(report)).toEqual(["errored yregress/tests.yml"]);
    expect(report.results[0]?.action).toContain("Install pg_yregress");
  });
});

describe("coverage", () => {
  it("counts lines of a server of its own, and leaves nothing in the tree", async () => {
    small("REGRESS = one\nREGRESS_OPTS = --load-extension=small\n", {
      ...{ "sql/one.sql": one, "expected/one.out": oneOut },
    });
    const before = workspaceFiles();
    const { report } = await run({ coverage: true });
    expect(outcomes(report)).toEqual(["passed regress/one"]);
    const [file] = report.coverage ?? [];
    expect(file?.path).toBe(join(sandbox.folder, "small.c"));
    const counts = Object.fromEntries(file?.functions.map(({ name, count }) => [name, count]) ?? []);
    expect(counts).toEqual({ small_value: 1, small_crash: 0 });
    const source = readFileSync(join(sandbox.folder, "small.c"), "utf8").split("\n");
    const at = source.findIndex((line) => line.includes("PG_RETURN_INT32(1)"));
    expect(file?.lines.find(({ line }) => line === at)?.count).toBe(1);
    expect(workspaceFiles()).toEqual(before);
    expect(readdirSync(sandbox.folder).filter((name) => /\.(?:gcno|gcda|o|so)$/.test(name))).toEqual([]);
  });

  it("copies what the build reaches for in the repository, and nothing of our own", async () => {
    small("PG_CPPFLAGS = -I../common\nREGRESS = one\nREGRESS_OPTS = --load-extension=small\n", {
      ...{ "sql/one.sql": one, "expected/one.out": oneOut },
    });
    // The repository is the folder above, where our storage is too.
    for (const name of [".git", "common"]) mkdirSync(join(sandbox.root, name));
    writeFileSync(join(sandbox.root, "common", "common.h"), "#define ONE 1\n");
    const source = join(sandbox.folder, "small.c");
    const text = readFileSync(source, "utf8").replace(
      "PG_MODULE_MAGIC;",
      '#include "common.h"\nPG_MODULE_MAGIC;',
    );
    writeFileSync(source, text.replace("PG_RETURN_INT32(1)", "PG_RETURN_INT32(ONE)"));
    const { report } = await run({ coverage: true });
    expect(outcomes(report)).toEqual(["passed regress/one"]);
    expect(report.coverage?.map(({ path }) => path)).toEqual([source]);
  });

  it("finds what a build out of the tree has made", async () => {
    for (const name of readdirSync(sandbox.folder)) rmSync(join(sandbox.folder, name), { recursive: true });
    const plan = { name: "small", kind: "functions", system: "meson", dynpgextHeader: "" } as const;
    for (const [path, text] of planNewExtension(plan)) {
      mkdirSync(dirname(join(sandbox.folder, path)), { recursive: true });
      writeFileSync(join(sandbox.folder, path), text);
    }
    const { report } = await run({ coverage: true });
    expect(outcomes(report)).toEqual(["passed regress/small"]);
    expect(report.coverage?.map(({ path }) => path)).toEqual([join(sandbox.folder, "small.c")]);
  });

  it("is not needed for a server of its own", async () => {
    small("REGRESS = one\nREGRESS_OPTS = --load-extension=small\n", {
      ...{ "sql/one.sql": one, "expected/one.out": oneOut },
    });
    writeFileSync(join(sandbox.folder, "unrelated.txt"), "x");
    const { report } = await run({ instance: "temporary" });
    expect(outcomes(report)).toEqual(["passed regress/one"]);
    expect(sandbox.said.steps).toContain(
      "Making a cluster for " + value(await sandbox.postgres.installation()).version,
    );
  });
});

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DevTests } from "../../cli/src/dev/devHost";
import { test, type TestOptions } from "../../cli/src/test";
import type { TestRequest, TestResult } from "../../devpg/src/plan/tests/testRun";
import type { TestSuite } from "../../devpg/src/project/tests/testSuite";
import { runDevCommand, type DevCommandOutcome } from "./dev/runDevCommand";

const folder = "/w/shop";
const names = ["setup", "prices", "stock"];

const suite: TestSuite = {
  ...{ kind: "regress", folder, inputFolder: folder, expectedFolder: folder, prepare: [] },
  ...{ isOpen: false, isCertain: true },
  groups: names.map((name) => [{ name, path: `${folder}/sql/${name}.sql`, expected: [] }]),
  options: { database: "contrib_regression", loadExtensions: [], noLocale: false, others: [] },
};

function result(name: string, more: Partial<TestResult> = {}): TestResult {
  return {
    ...{ id: `regress/${name}`, kind: "regress", name, path: `${folder}/sql/${name}.sql` },
    ...{ outcome: "passed", durationMs: 12, isPreparation: false, failures: [], ...more },
  };
}

const failed = result("prices", {
  outcome: "failed",
  message: "SELECT price(1): `2` instead of `1 & <b>`",
  actualFile: "/s/prices.out",
  expectedFile: `${folder}/expected/prices.out`,
  failures: [
    {
      message: "SELECT price(1): `2` instead of `1 & <b>`",
      place: {
        path: `${folder}/sql/prices.sql`,
        start: { line: 4, column: 0 },
        end: { line: 4, column: 16 },
      },
      part: 2,
      expected: " price \n-------\n     1\n(1 row)\n",
      actual: " price \n-------\n     2\n(1 row)\n",
    },
  ],
});

let cwd: string;
beforeEach(() => void (cwd = mkdtempSync(join(tmpdir(), "dynpgext-cli-"))));
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

interface Called extends DevCommandOutcome {
  readonly requests: readonly TestRequest[];
  readonly accepted: readonly string[];
}

/** Runs `dynpgext test` where the tests end with these results. */
async function call(
  results: readonly TestResult[],
  options: Partial<TestOptions> = {},
  asked: readonly string[] = [],
): Promise<Called> {
  const requests: TestRequest[] = [];
  const accepted: string[] = [];
  const tests: DevTests = {
    suites: () => Promise.resolve({ ok: true, value: [suite] }),
    run({ request, listener }) {
      requests.push(request);
      for (const each of results) listener.ended(each);
      const line = { line: 6, count: 0, branches: [1, 0] };
      const main = { name: "price", line: 4, endLine: 9, count: 0 };
      const coverage = [
        { path: `${cwd}/shop.c`, lines: [{ ...line, line: 5, count: 3 }, line], functions: [main] },
      ];
      return Promise.resolve({
        ok: true,
        value: { results, durationMs: 1234, ...(request.coverage === true ? { coverage } : {}) },
      });
    },
    accept(_, { id }) {
      accepted.push(id);
      return Promise.resolve({ ok: true, value: `${folder}/expected/${id.slice(8)}.out` });
    },
    lastResults: () => Promise.resolve({ ok: true, value: { [failed.id]: failed } }),
  };
  const outcome = await runDevCommand(
    cwd,
    (devCall) => test(devCall, asked, { format: "text", ...options }),
    {
      folder: cwd,
      tests,
    },
  );
  return { ...outcome, requests, accepted };
}

describe("dynpgext test", () => {
  it("says that all is well, and nothing else", async () => {
    const { code, stdout } = await call(names.map((name) => result(name)));
    expect(code).toBe(0);
    expect(stdout).toBe(
      "ok    regress/setup  12 ms\nok    regress/prices  12 ms\nok    regress/stock  12 ms\n3 tests passed (1.2 s)\n",
    );
  });

  it("shows the statement that failed with what differs, and how to accept it", async () => {
    const { code, stdout } = await call([result("setup"), failed]);
    expect(code).toBe(1);
    expect(stdout).toContain(":5: SELECT price(1): `2` instead of `1 & <b>`\n");
    expect(stdout).toContain("    -      1\n    +      2\n");
    expect(stdout).toContain("1 of 2 tests passed, 1 failed (1.2 s)\n");
    expect(stdout).toContain("`dynpgext test --accept prices`");
  });

  it("runs those that are named: by name, id, pattern or path", async () => {
    for (const [asked, tests] of [
      [["prices"], ["regress/prices"]],
      [
        ["regress/stock", "setup"],
        ["regress/setup", "regress/stock"],
      ],
      [["s*"], ["regress/setup", "regress/stock"]],
      [[`${folder}/sql/prices.sql`], ["regress/prices"]],
    ] as const)
      expect((await call([], {}, asked)).requests[0]?.tests).toEqual(tests);
    expect((await call([])).requests[0]?.tests).toBeUndefined();
  });

  it("refuses a name that no test has, and guesses what was meant", async () => {
    const { code, stderr, requests } = await call([], {}, ["price"]);
    expect(code).toBe(2);
    expect(stderr).toContain("there is no test price\nDid you mean prices?");
    expect(requests).toEqual([]);
  });

  it("runs again what failed", async () => {
    expect((await call([], { failed: true })).requests[0]?.tests).toEqual(["regress/prices"]);
  });

  it("accepts what failed, but not what a crash left, nor what only prepares", async () => {
    const clean = await call([result("setup"), failed], { accept: true });
    expect(clean).toMatchObject({ code: 0, accepted: ["regress/prices"] });
    expect(clean.stderr).toContain("accepted: ");
    const crashed = result("stock", {
      outcome: "errored",
      message: "The server crashed",
      actualFile: "/s/x",
    });
    const prepared = result("setup", { ...failed, id: "regress/setup", isPreparation: true });
    expect(await call([crashed, prepared], { accept: true })).toMatchObject({ code: 1, accepted: [] });
  });

  it("lists them", async () => {
    expect((await call([], { list: true })).stdout).toBe("regress/setup\nregress/prices\nregress/stock\n");
    expect(JSON.parse((await call([], { list: true, format: "json" })).stdout)).toMatchObject([
      { id: "regress/setup", path: `${folder}/sql/setup.sql` },
      ...[{}, {}],
    ]);
  });
});

describe("the formats of dynpgext test", () => {
  const results = [result("setup"), failed, result("stock", { outcome: "skipped", message: "not here" })];

  it("TAP numbers every test and says in YAML what failed", async () => {
    const { stdout } = await call(results, { format: "tap" });
    const lines = stdout.split("\n");
    expect(lines.slice(0, 3)).toEqual(["TAP version 13", "1..3", "ok 1 - regress/setup"]);
    expect(lines).toContain("not ok 2 - regress/prices");
    expect(lines).toContain("ok 3 - regress/stock # SKIP not here");
    expect(stdout).toMatch(/\n {2}---\n[^]*\n {8}- {6}1\n[^]*\n {2}\.\.\.\n/);
  });

  it("JUnit counts, and escapes what is no XML", async () => {
    const { stdout } = await call(results, { format: "junit" });
    expect(stdout).toContain('tests="3" failures="1" errors="0" skipped="1"');
    expect(stdout).toContain(
      '<testcase classname="regress" name="setup" file="sql/setup.sql" time="0.012"/>',
    );
    expect(stdout).toContain('message="SELECT price(1): `2` instead of `1 &amp; &lt;b&gt;`"');
    expect(stdout).toContain('<skipped message="not here"/>');
  });

  it("JSON has everything", async () => {
    const { stdout } = await call(results, { format: "json" });
    expect(JSON.parse(stdout)).toEqual({ results, durationMs: 1234 });
  });

  it("coverage is a table, and a file for lcov", async () => {
    const { stdout, requests } = await call([result("setup")], { lcov: "cover.info" });
    expect(requests[0]?.coverage).toBe(true);
    expect(stdout).toMatch(/shop\.c +50\.0 % \(1\/2\) +0\.0 % \(0\/1\) +50\.0 % \(2\/4\) +price\n/);
    const lcov = readFileSync(join(cwd, "cover.info"), "utf8");
    expect(lcov).toContain(`SF:${cwd}/shop.c\nFN:5,price\nFNDA:0,price\n`);
    expect(lcov).toContain("DA:6,3\nDA:7,0\nLF:2\nLH:1\nend_of_record\n");
  });
});

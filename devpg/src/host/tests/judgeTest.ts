import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LineMap } from "../../../../server/src/base/lineMap";
import type { Crash } from "../../interpret/crash";
import type { SourcePlace } from "../../interpret/sourceDiagnostic";
import { failureText } from "../../interpret/tests/failureText";
import { judgeIsolation, writtenPermutations } from "../../interpret/tests/isolationOutput";
import { judgeRegress, nearestOutput } from "../../interpret/tests/judgeRegress";
import type { RegressVerdict } from "../../interpret/tests/regressOutput";
import type { TestFailure, TestResult } from "../../plan/tests/testRun";
import type { TestCase } from "../../project/tests/testSuite";
import { crashLines } from "../crashProblem";
import { outputTail } from "../outputTail";
import { blankResult, type SuiteJob } from "./suiteJob";

/** What else is known of a run. */
export interface RunFacts {
  readonly crashes: readonly Crash[];
  /** Of pg_regress. */
  readonly output: string;
}

/** The result of a test of pg_regress or pg_isolation_regress, with the statements that failed. */
export async function judgeTest(
  job: SuiteJob,
  test: TestCase,
  verdict: RegressVerdict | undefined,
  facts: RunFacts,
): Promise<TestResult> {
  const blank = blankResult(job, test);
  if (verdict === undefined) {
    const last = outputTail(facts.output).at(-1)?.replace(/^# /, "").trim();
    const message = `pg_regress ended before this test${last === undefined ? "" : `: ${last}`}`;
    return { ...blank, outcome: "errored", message };
  }
  const { durationMs, isIgnored } = verdict;
  const timed = { ...blank, ...(durationMs === undefined ? {} : { durationMs }) };
  if (verdict.outcome === "passed") return { ...timed, outcome: "passed" };
  const judged = await judgeFailure(job, test, verdict, facts);
  const { hasCrashed, ...told } = judged;
  const result: TestResult = { ...timed, outcome: hasCrashed ? "errored" : "failed", ...told };
  return isIgnored
    ? { ...result, outcome: "skipped", message: `Failed, and ignored: ${judged.message}` }
    : result;
}

type Judged = Pick<TestResult, "failures" | "expectedFile" | "actualFile" | "action"> & {
  readonly message: string;
  /** What it gave is nothing to be expected of it. */
  readonly hasCrashed: boolean;
};

async function judgeFailure(
  job: SuiteJob,
  test: TestCase,
  verdict: RegressVerdict,
  facts: RunFacts,
): Promise<Judged> {
  const { place, chosen, inCopy } = job;
  const script = await textOf(inCopy(test.path));
  const actual = await textOf(join(place.outputFolder, "results", `${test.name}.out`));
  // Where it stays until the test is run again; the copy is made anew before each run.
  const actualFile = join(place.scratchFolder, "results", `${test.name}.out`);
  if (actual !== undefined) {
    await mkdir(dirname(actualFile), { recursive: true });
    await writeFile(actualFile, actual);
  }
  const byDefault = join(chosen.suite.expectedFolder, "expected", `${test.name}.out`);
  const expected = await Promise.all(test.expected.map(async (path) => (await textOf(inCopy(path))) ?? ""));
  if (script === undefined && actual === undefined)
    return {
      message: `${test.path} is missing`,
      action: "Write it, or take its name out of the build file",
      ...{ failures: [], hasCrashed: true },
    };
  if (actual === undefined)
    return {
      message: `The test left no output: ${verdict.ending ?? "it failed"}`,
      ...{ failures: [], hasCrashed: true },
    };
  const crash = crashOf(actual, facts);
  const judged =
    chosen.suite.kind === "isolation"
      ? isolationFailures(test.path, script ?? "", expected, actual)
      : regressFailures(test.path, script ?? "", expected, actual, crash);
  return {
    failures: judged.failures,
    ...messageOf(test, judged.failures, { crash, verdict, actual, kind: chosen.suite.kind }),
    hasCrashed: crash !== undefined || wasRefused(actual),
    expectedFile: test.expected[judged.nearest] ?? byDefault,
    actualFile,
  };
}

function messageOf(
  test: TestCase,
  failures: readonly TestFailure[],
  {
    crash,
    verdict,
    actual,
    kind,
  }: {
    readonly kind: TestResult["kind"];
    readonly crash: Crash | undefined;
    readonly verdict: RegressVerdict;
    readonly actual: string;
  },
): Pick<Judged, "message" | "action"> {
  if (crash !== undefined)
    return {
      message: `The server crashed: ${crash.message}`,
      action: "Look into the server log (`dynpgext logs`), or debug the test",
    };
  if (wasRefused(actual))
    return {
      message: "The server did not take the connection: it had just crashed in another test",
      action: "Mend that test first",
    };
  if (test.expected.length === 0)
    return {
      message: "There is no expected output yet",
      action: "Read what it gave, and accept it as expected",
    };
  const count = failures.length;
  if (count === 0)
    return verdict.ending === undefined
      ? { message: "The output is another one than expected" }
      : { message: `The test program ${verdict.ending}` };
  return {
    message:
      count === 1
        ? failures[0]!.message
        : `${count} ${kind === "isolation" ? "permutations" : "statements"} gave another output than expected`,
  };
}

/** Its session was never opened. */
function wasRefused(actual: string): boolean {
  return /the database system is (?:in recovery mode|starting up|shutting down)/.test(actual.slice(0, 2_000));
}

function regressFailures(
  path: string,
  script: string,
  expected: readonly string[],
  actual: string,
  crash: Crash | undefined,
): { readonly failures: readonly TestFailure[]; readonly nearest: number } {
  const { failures, nearest } = judgeRegress(script, expected, actual);
  const lines = new LineMap(script);
  const crashed =
    crash === undefined ? -1 : failures.findIndex(({ actualOutput }) => lost.test(actualOutput));
  // Nothing behind was run.
  const shown = crashed < 0 ? failures : failures.slice(0, crashed + 1);
  return {
    nearest,
    failures: shown.map((failure, at) => ({
      message: at === crashed && crash !== undefined ? crashText(crash) : failureText(script, failure),
      place: placeOf(path, lines, failure.part),
      part: failure.index,
      ...{ expected: failure.expectedOutput, actual: failure.actualOutput },
    })),
  };
}

const lost = /server closed the connection unexpectedly|connection to server was lost/;

function crashText(crash: Crash): string {
  return [`The server crashed here: ${crash.message}`, ...crashLines(crash)].join("\n");
}

/** The test has lost its connection. */
export function lostConnection(actual: string): boolean {
  return lost.test(actual);
}

/** The crash that ended the session of this test: the one whose query it was running, else the only one. */
function crashOf(actual: string, { crashes }: RunFacts): Crash | undefined {
  if (!lost.test(actual)) return undefined;
  const ran = crashes.find(({ query }) => {
    const first = query?.split("\n")[0]?.trim();
    return first !== undefined && first !== "" && actual.includes(first);
  });
  return ran ?? (crashes.length === 1 ? crashes[0] : undefined);
}

function isolationFailures(
  path: string,
  spec: string,
  expected: readonly string[],
  actual: string,
): { readonly failures: readonly TestFailure[]; readonly nearest: number } {
  const nearest = nearestOutput(expected, actual);
  const lines = new LineMap(spec);
  const written = writtenPermutations(spec);
  const failures = judgeIsolation(expected[nearest] ?? "", actual).map((failure): TestFailure => {
    const plain = failure.steps.replaceAll(/\([^)]*\)/g, "").trim();
    const at = written.find(({ steps }) => steps === plain);
    return {
      message: `permutation ${failure.steps}: another output than expected`,
      ...(at === undefined ? {} : { place: placeOf(path, lines, at) }),
      ...{ expected: failure.expected, actual: failure.actual },
    };
  });
  return { failures, nearest };
}

function placeOf(
  path: string,
  lines: LineMap,
  { start, end }: { readonly start: number; readonly end: number },
): SourcePlace {
  return { path, start: lines.position(start), end: lines.position(end) };
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

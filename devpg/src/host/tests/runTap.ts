import { chown, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { tapReport, type TapPoint, type TapReport } from "../../interpret/tests/tapOutput";
import { lastWordsInLog } from "../../interpret/tests/tapLog";
import { missingPerlModule } from "../../interpret/tests/missingPerlModule";
import { planTap, planYregress } from "../../plan/tests/planTests";
import type { TestFailure, TestResult } from "../../plan/tests/testRun";
import { testId, type TestCase } from "../../project/tests/testSuite";
import { yregressTests } from "../../project/tests/yregressTests";
import { LineMap } from "../../../../server/src/base/lineMap";
import type { DevResult } from "../devPostgres";
import { outputTail } from "../outputTail";
import { endLeftovers } from "../processesIn";
import { runProcess, type ProcessOutcome } from "../runProcess";
import { blankResult, type SuiteJob } from "./suiteJob";

/** A test program that takes longer hangs. */
const timeoutMs = 60 * 60 * 1000;

/**
 * Runs programs that speak TAP, one after the other: those of `t/*.pl` with prove, YAML files with pg_yregress. What a
 * program lacks is said in its result. Fails with `cancelled`.
 */
export async function runTap(suiteJob: SuiteJob): Promise<DevResult<readonly TestResult[]>> {
  const results: TestResult[] = [];
  await emptyFolder(suiteJob.place.scratchFolder, suiteJob);
  for (const test of suiteJob.chosen.groups.flat()) {
    const job = withFolderOf(test, suiteJob);
    job.listener.started(testId(job.chosen.suite, test));
    for (const name of ["", "log", "data"]) await emptyFolder(join(job.place.scratchFolder, name), job);
    const copy = job.inCopy(test.path);
    const isYaml = job.chosen.suite.kind === "yregress";
    const plan = isYaml ? planYregress("pg_yregress", copy, job.place) : planTap(copy, job.place);
    const { signal, watcher } = job.run;
    const done = await runProcess(plan, { timeoutMs, signal, watcher, env: job.options.env });
    await endServers(job.place.scratchFolder);
    if (!done.ok && done.problem.code === "cancelled") return done;
    const result = await resultOf(job, test, done);
    results.push(result);
    job.listener.ended(result);
  }
  return { ok: true, value: results };
}

async function resultOf(job: SuiteJob, test: TestCase, done: DevResult<ProcessOutcome>): Promise<TestResult> {
  const blank = blankResult(job, test);
  if (!done.ok) {
    const { code, message, action } = done.problem;
    const lacks = code === "program-missing";
    return {
      ...{ ...blank, outcome: "errored", message },
      ...(lacks ? { action: installHint(job) } : action === undefined ? {} : { action }),
    };
  }
  const { exitCode, output, durationMs } = done.value;
  const report = tapReport(withoutSummary(output));
  const timed = { ...blank, durationMs };
  const missing = missingPerlModule(output);
  if (missing !== undefined) return { ...timed, outcome: "errored", ...missing };
  const reason =
    report.skipped ?? report.points.find(({ directive }) => directive?.kind === "skip")?.directive?.reason;
  if (report.skipped !== undefined || isAllSkipped(report))
    return {
      ...timed,
      outcome: "skipped",
      ...(reason === undefined || reason === "" ? {} : { message: reason }),
    };
  const bad = report.points.filter(({ isOk, directive }) => !isOk && directive?.kind !== "todo");
  if (exitCode === 0 && bad.length === 0) return { ...timed, outcome: "passed" };
  // setpriv and its like end with 127 for a program that is not there.
  if (
    exitCode === 127 ||
    (/failed to execute|No such file or directory/.test(output) && report.points.length === 0)
  )
    return {
      ...timed,
      outcome: "errored",
      message: outputTail(output).at(-1) ?? "It could not be started",
      action: installHint(job),
    };
  return { ...timed, outcome: "failed", ...(await whyFailed(job, test, { report, bad, exitCode, output })) };
}

interface FailedProgram {
  readonly report: TapReport;
  readonly bad: readonly TapPoint[];
  readonly exitCode: number | null;
  readonly output: string;
}

/** PostgreSQL's modules keep what a program says on its standard error in a log: it is looked at when no point tells why. */
async function whyFailed(
  job: SuiteJob,
  test: TestCase,
  failed: FailedProgram,
): Promise<Pick<TestResult, "message" | "action" | "failures">> {
  const text = (await readFile(test.path, "utf8").catch(() => undefined)) ?? "";
  const points = failed.bad.map((point) => failureOf(job, test, text, point));
  const path = await logOf(test, job);
  const action = path === undefined ? {} : { action: `Read what it did in ${path}` };
  const words = path === undefined || points.length > 0 ? [] : lastWordsInLog(await readFile(path, "utf8"));
  const message = messageOf(failed);
  if (words.length === 0) return { message, ...action, failures: points };
  return {
    message,
    ...action,
    failures: [{ message: words.join("\n"), ...placeOf(words, test, text, job) }],
  };
}

async function logOf({ path }: TestCase, { place }: SuiteJob): Promise<string | undefined> {
  const wanted = `regress_log_${basename(path).replace(/\.[^.]+$/, "")}`;
  const names = await readdir(place.scratchFolder, { recursive: true }).catch(() => []);
  const found = names.find((name) => basename(name) === wanted);
  return found === undefined ? undefined : join(place.scratchFolder, found);
}

/** Where Perl says that the program died, when that is in the program and not in a module. */
function placeOf(
  words: readonly string[],
  test: TestCase,
  text: string,
  job: SuiteJob,
): Pick<TestFailure, "place"> {
  const [, file, line] = / at (\S+) line (\d+)\.?$/.exec(words.at(-1) ?? "") ?? [];
  if (file !== job.inCopy(test.path) || line === undefined) return {};
  return { place: wholeLine(test, new LineMap(text), Number(line) - 1) };
}

function wholeLine({ path }: TestCase, lines: LineMap, line: number): NonNullable<TestFailure["place"]> {
  return { path, start: { line, column: 0 }, end: { line, column: lines.line(line).length } };
}

function isAllSkipped({ points }: TapReport): boolean {
  return points.length > 0 && points.every(({ directive }) => directive?.kind === "skip");
}

function messageOf({ report, bad, exitCode, output }: FailedProgram): string {
  if (bad.length === 1) return bad[0]!.name === "" ? `Point ${bad[0]!.number} failed` : bad[0]!.name;
  const { points, planned, bailedOut, remarks } = report;
  if (bad.length > 1) return `${bad.length} of ${points.length} points failed`;
  if (bailedOut !== undefined) return `It gave up: ${bailedOut}`;
  const last = remarks.filter((line) => line.trim() !== "").at(-1) ?? outputTail(output).at(-1) ?? "";
  if (planned !== undefined && planned !== points.length)
    return `It ended after ${points.length} of ${planned} points: ${last.trim()}`;
  // What prove ended with says nothing of the program.
  const own = /^Dubious, test returned (\d+)/m.exec(output)?.[1] ?? exitCode;
  return `It ended with ${own === null ? "a signal" : `exit code ${own}`}: ${last.trim()}`;
}

/** What Test::More says of every failure is in its name and its place. */
const repeated = /^\s*(?:Failed test\b.*|at \S+ line \d+\.|Looks like you failed \d.*)$/;

function failureOf({ chosen }: SuiteJob, test: TestCase, text: string, point: TapPoint): TestFailure {
  const lines = new LineMap(text);
  const item =
    chosen.suite.kind === "yregress"
      ? yregressTests(text).find(({ name }) => name === point.name)
      : undefined;
  const line = point.place === undefined ? undefined : point.place.line - 1;
  const place =
    item !== undefined
      ? { path: test.path, start: lines.position(item.start), end: lines.position(item.end) }
      : line === undefined
        ? undefined
        : wholeLine(test, lines, line);
  const { expected, actual, diagnostics, name, number } = point;
  const what = name === "" ? `Point ${number}` : name;
  const said = expected === undefined ? diagnostics.filter((line) => !repeated.test(line)) : [];
  return {
    message: [what, ...said].join("\n"),
    ...(place === undefined ? {} : { place }),
    ...(expected === undefined || actual === undefined ? {} : { expected, actual }),
  };
}

function installHint({ chosen }: SuiteJob): string {
  return chosen.suite.kind === "yregress"
    ? "Install pg_yregress, which is part of Omnigres (https://docs.omnigres.org/pg_yregress/usage), so that it is on PATH"
    : "Install Perl with prove (Debian and Ubuntu: `sudo apt install perl libipc-run-perl`; Fedora and RHEL: `sudo dnf install perl-Test-Harness perl-IPC-Run`)";
}

/** The lines of prove itself would look like remarks. */
function withoutSummary(output: string): string {
  return output.replace(/^(?:All tests successful\.|Test Summary Report|Files=\d+, Tests=\d+)[^]*$/m, "");
}

/** Each program has a folder of its own, where its logs can be read until the next run. */
function withFolderOf({ name }: TestCase, job: SuiteJob): SuiteJob {
  const scratchFolder = join(job.place.scratchFolder, name.replaceAll(/[^\w.-]+/g, "-"));
  return { ...job, place: { ...job.place, scratchFolder } };
}

async function emptyFolder(path: string, { workplace: { user } }: SuiteJob): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true, mode: 0o755 });
  if (!user.isOurselves) await chown(path, user.uid, user.gid);
}

/** Servers that a test started leave its process group, and stay when the test is ended before it ends them. Their data goes. */
async function endServers(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names)
    if (/(?:^|\/)PG_VERSION$/.test(name)) {
      const data = join(folder, name, "..");
      if (/\/(?:base|global)\//.test(name)) continue;
      await endLeftovers(data, 0);
      await rm(data, { recursive: true, force: true });
    }
}

import { chown, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { tapReport, type TapPoint, type TapReport } from "../../interpret/tests/tapOutput";
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
export async function runTap(job: SuiteJob): Promise<DevResult<readonly TestResult[]>> {
  const results: TestResult[] = [];
  for (const test of job.chosen.groups.flat()) {
    job.listener.started(testId(job.chosen.suite, test));
    await emptyFolder(job);
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
  const text = (await readFile(test.path, "utf8").catch(() => undefined)) ?? "";
  const failures = bad.map((point) => failureOf(job, test, text, point));
  return { ...timed, outcome: "failed", message: messageOf(report, bad, exitCode, output), failures };
}

function isAllSkipped({ points }: TapReport): boolean {
  return points.length > 0 && points.every(({ directive }) => directive?.kind === "skip");
}

function messageOf(
  report: TapReport,
  bad: readonly TapPoint[],
  exitCode: number | null,
  output: string,
): string {
  if (bad.length === 1) return bad[0]!.name === "" ? `Point ${bad[0]!.number} failed` : bad[0]!.name;
  if (bad.length > 1) return `${bad.length} of ${report.points.length} points failed`;
  if (report.bailedOut !== undefined) return `It gave up: ${report.bailedOut}`;
  const { planned } = report;
  const last = report.remarks.filter((line) => line.trim() !== "").at(-1) ?? outputTail(output).at(-1) ?? "";
  if (planned !== undefined && planned !== report.points.length)
    return `It ended after ${report.points.length} of ${planned} points: ${last.trim()}`;
  return `It ended with ${exitCode === null ? "a signal" : `exit code ${exitCode}`}: ${last.trim()}`;
}

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
        : { path: test.path, start: { line, column: 0 }, end: { line, column: lines.line(line).length } };
  const { expected, actual, diagnostics, name, number } = point;
  const what = name === "" ? `Point ${number}` : name;
  return {
    message: diagnostics.length === 0 || expected !== undefined ? what : [what, ...diagnostics].join("\n"),
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

async function emptyFolder({ place, workplace: { user } }: SuiteJob): Promise<void> {
  await rm(place.scratchFolder, { recursive: true, force: true });
  for (const path of [
    place.scratchFolder,
    join(place.scratchFolder, "log"),
    join(place.scratchFolder, "data"),
  ]) {
    await mkdir(path, { recursive: true, mode: 0o755 });
    if (!user.isOurselves) await chown(path, user.uid, user.gid);
  }
}

/** Servers that a test started leave its process group, and stay when the test is ended before it ends them. */
async function endServers(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names)
    if (/(?:^|\/)PG_VERSION$/.test(name)) {
      const data = join(folder, name, "..");
      if (!/\/(?:base|global)\//.test(data)) await endLeftovers(data, 0);
    }
}

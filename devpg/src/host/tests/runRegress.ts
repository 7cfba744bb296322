import { chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { RegressOutput, type RegressVerdict } from "../../interpret/tests/regressOutput";
import { planRegress, testPrograms } from "../../plan/tests/planTests";
import type { TestResult } from "../../plan/tests/testRun";
import { quoteIdentifier } from "../../plan/quoteIdentifier";
import { testId, type TestCase } from "../../project/tests/testSuite";
import { connectDatabase } from "../connectDatabase";
import type { DevResult, Watcher } from "../devPostgres";
import { outputTail } from "../outputTail";
import { problem } from "../problem";
import { runProcess } from "../runProcess";
import { crashesSince } from "./crashesSince";
import { judgeTest, lostConnection } from "./judgeTest";
import { blankResult, type SuiteJob } from "./suiteJob";

/** Tests of an extension that take longer than this hang. */
const timeoutMs = 2 * 60 * 60 * 1000;

/**
 * Runs tests of pg_regress or pg_isolation_regress in a database of their own, which goes when all is well. Fails with
 * `test-program-missing`, `tests-not-run`, `cancelled`, `timeout`.
 */
export async function runRegress(job: SuiteJob): Promise<DevResult<readonly TestResult[]>> {
  const { chosen, run } = job;
  const missing = missingProgram(job);
  if (missing !== undefined) return missing;
  const dropped = await dropDatabase(job);
  if (!dropped.ok) return dropped;
  const place = await prepareFolder(job);
  const startedAt = new Date();
  const follower = new VerdictFollower(job);
  const plan = planRegress(chosen, place);
  const env = job.options.env;
  const done = await runProcess(plan, { timeoutMs, signal: run.signal, watcher: follower, env });
  if (!done.ok) return done;
  await follower.settled;
  const { verdicts } = follower;
  const { exitCode, output } = done.value;
  if (verdicts.length === 0) return notRun(job, exitCode, output);
  const crashes = (await hasLostConnections(job, verdicts)) ? await crashesSince(job, startedAt) : [];
  const results: TestResult[] = [];
  for (const test of chosen.groups.flat()) {
    const verdict = verdicts.find((each) => each.test === test.name);
    const result = await judgeTest(job, test, verdict, { crashes, output });
    results.push(result);
    if (!follower.told.has(result.id)) job.listener.ended(result);
  }
  if (results.every(({ outcome }) => outcome === "passed")) await dropDatabase(job);
  return { ok: true, value: results };
}

async function hasLostConnections(
  { place }: SuiteJob,
  verdicts: readonly RegressVerdict[],
): Promise<boolean> {
  for (const { test, outcome } of verdicts) {
    if (outcome === "passed") continue;
    const path = join(place.outputFolder, "results", `${test}.out`);
    if (lostConnection(await readFile(path, "utf8").catch(() => ""))) return true;
  }
  return false;
}

/** Tells of each test as soon as pg_regress has. Failures are judged when all have ended: they need the server's log. */
class VerdictFollower implements Watcher {
  readonly verdicts: RegressVerdict[] = [];
  readonly told = new Set<string>();
  settled = Promise.resolve();
  private readonly reader = new RegressOutput();
  private readonly tests: readonly TestCase[];
  private readonly started = new Set<string>();

  constructor(private readonly job: SuiteJob) {
    this.tests = job.chosen.groups.flat();
    this.startNext();
  }

  step = (title: string): void => this.job.run.watcher.step(title);
  command: Watcher["command"] = (plan) => this.job.run.watcher.command(plan);

  output(text: string): void {
    this.job.run.watcher.output(text);
    for (const event of this.reader.push(text)) {
      if (event.kind === "verdict") this.ended(event.verdict);
      else if (event.kind === "ending") this.endingOfLast(event.ending);
    }
  }

  private ended(verdict: RegressVerdict): void {
    this.verdicts.push(verdict);
    const test = this.tests.find(({ name }) => name === verdict.test);
    if (test !== undefined && verdict.outcome === "passed") {
      const result = passed(this.job, test, verdict);
      this.told.add(result.id);
      this.job.listener.ended(result);
    }
    this.startNext();
  }

  private endingOfLast(ending: string): void {
    const last = this.verdicts.at(-1);
    if (last?.outcome === "failed") this.verdicts[this.verdicts.length - 1] = { ...last, ending };
  }

  /** The group that runs now. */
  private startNext(): void {
    const group = this.job.chosen.groups.find((tests) =>
      tests.some(({ name }) => !this.verdicts.some(({ test }) => test === name)),
    );
    for (const test of group ?? []) {
      const id = testId(this.job.chosen.suite, test);
      if (this.started.has(id)) continue;
      this.started.add(id);
      this.job.listener.started(id);
    }
  }
}

function passed(job: SuiteJob, test: TestCase, { durationMs }: RegressVerdict): TestResult {
  const duration = durationMs === undefined ? {} : { durationMs };
  return { ...blankResult(job, test), outcome: "passed", ...duration };
}

function missingProgram({ place, chosen }: SuiteJob): DevResult<readonly TestResult[]> | undefined {
  const { pgRegress, isolationRegress } = testPrograms(place.installation);
  const program = chosen.suite.kind === "isolation" ? isolationRegress : pgRegress;
  if (existsSync(program)) return undefined;
  const { major } = place.installation;
  return problem(
    "test-program-missing",
    `This PostgreSQL ${major} came without ${program}, which runs these tests`,
    {
      action:
        `Install it (Debian and Ubuntu: \`sudo apt install postgresql-server-dev-${major}\`; Fedora and RHEL: ` +
        `\`sudo dnf install postgresql${major}-devel\`); a PostgreSQL built from source has it after \`make install\` in src/test/${chosen.suite.kind === "isolation" ? "isolation" : "regress"}`,
    },
  );
}

/** Whoever is connected. pg_regress drops it too, but waits for nobody. */
async function dropDatabase({ server, chosen: { suite } }: SuiteJob): Promise<DevResult<void>> {
  const connected = await connectDatabase(server, "postgres");
  if (!connected.ok) return connected;
  try {
    const name = quoteIdentifier(suite.options.database);
    // A database that is not there is news to nobody, in the log neither.
    const quiet = await connected.value.run(
      "set client_min_messages = warning; set log_min_messages = warning",
    );
    if (!quiet.ok) return quiet;
    const done = await connected.value.run(`drop database if exists ${name} with (force)`);
    return done.ok ? { ok: true, value: undefined } : done;
  } finally {
    await connected.value.end();
  }
}

/** Empty results; a schedule where tests run at the same time; expected output where there is none so far. */
async function prepareFolder(job: SuiteJob): Promise<SuiteJob["place"]> {
  const { chosen, place } = job;
  const { outputFolder, scratchFolder } = place;
  await rm(join(outputFolder, "results"), { recursive: true, force: true });
  await own(job, outputFolder);
  await own(job, scratchFolder);
  // Without any, pg_regress gives up, and with it all tests behind.
  for (const test of chosen.groups.flat()) {
    if (test.expected.length > 0) continue;
    const path = join(place.expectedFolder, "expected", `${test.name}.out`);
    await own(job, dirname(path));
    if (!existsSync(path)) await writeFile(path, "");
  }
  if (chosen.groups.every((group) => group.length === 1)) return place;
  const scheduleFile = join(scratchFolder, "schedule");
  const lines = chosen.groups.map((group) => `test: ${group.map(({ name }) => name).join(" ")}\n`);
  await writeFile(scheduleFile, lines.join(""), { mode: 0o644 });
  return { ...place, scheduleFile };
}

/** Makes a folder of the server's user. */
async function own({ workplace: { user } }: SuiteJob, path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o755 });
  if (!user.isOurselves) await chown(path, user.uid, user.gid);
}

function notRun(
  { chosen: { suite } }: SuiteJob,
  exitCode: number | null,
  output: string,
): DevResult<readonly TestResult[]> {
  const lines = outputTail(output);
  const said = lines.findLast((line) => /ERROR|FATAL|error|could not|failed/.test(line))?.replace(/^# /, "");
  const how = exitCode === null ? "was ended by a signal" : `ended with exit code ${exitCode}`;
  return problem(
    "tests-not-run",
    `No ${suite.kind} test was run: pg_regress ${how}${said === undefined ? "" : `: ${said.trim()}`}`,
    {
      action: "Read its last lines; the options that the build file gives it are passed on",
      output: lines,
    },
  );
}

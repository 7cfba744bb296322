import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseTests, type ChosenTests } from "../../plan/tests/chooseTests";
import type { TestReport, TestRequest, TestResult } from "../../plan/tests/testRun";
import { testId, testsOf, type TestSuite } from "../../project/tests/testSuite";
import { asArgv } from "../../plan/asArgv";
import { clusterState } from "../clusterState";
import type { DevPostgresOptions, DevResult, ExistingExtension, Run } from "../devPostgres";
import { loadProject } from "../loadProject";
import { loadServer } from "../loadServer";
import { operate, type Operation } from "../operate";
import { problem } from "../problem";
import { runToSuccess } from "../runToSuccess";
import { findWorkplace } from "../workplace";
import { askSuites, readSuites } from "./readSuites";
import { runRegress } from "./runRegress";
import { runTap } from "./runTap";
import { stageProject } from "./stageProject";
import type { SuiteJob, TestListener } from "./suiteJob";
import { withTemporary } from "./temporaryServer";
import { testFolders, type TestFolders } from "./testFolders";
import { testRecord } from "./testRecord";

/** What a run of tests is about. */
export interface TestOrder {
  readonly options: DevPostgresOptions;
  readonly existing: ExistingExtension;
  readonly request: TestRequest;
  readonly listener: TestListener;
}

/**
 * Builds and loads the project, then runs its tests, or those that are asked for. Nothing is written to the user's tree
 * but what a build writes there. Fails as building and loading do, and with `tests-missing`, `test-unknown`,
 * `tests-not-run`, `tests-not-prepared`, `test-program-missing`. Tests that fail are no failure of the run.
 */
export async function runTests(order: TestOrder, run: Run): Promise<DevResult<TestReport>> {
  const { options, request } = order;
  const startedAt = performance.now();
  const workplace = await findWorkplace(options);
  if (!workplace.ok) return workplace;
  const { layout, system } = workplace.value;
  const suites = await askSuites(options.folder, { installation: system, env: options.env, run });
  if (!suites.ok) return suites;
  const wrong = unknownTests(suites.value, request.tests) ?? noTests(suites.value, options.folder);
  if (wrong !== undefined) return wrong;
  order.listener.found?.(suites.value);
  const folders = testFolders(layout);
  const done =
    (request.instance ?? options.testInstance ?? "dev") === "dev" && request.coverage !== true
      ? await runOnServer(order, folders, options, run)
      : await withTemporary({ workplace: workplace.value, request, folders }, run, (derived) =>
          runOnServer(order, folders, derived, run),
        );
  if (!done.ok) return done;
  const stored = testRecord(layout);
  const byId = Object.fromEntries(done.value.results.map((result) => [result.id, result]));
  stored.write({ results: { ...stored.read()?.results, ...byId } });
  return { ok: true, value: { ...done.value, durationMs: performance.now() - startedAt } };
}

function noTests(suites: readonly TestSuite[], folder: string): DevResult<TestReport> | undefined {
  if (suites.some((suite) => testsOf(suite).length > 0)) return undefined;
  const isOpen = suites.some((suite) => suite.isOpen);
  return problem(
    "tests-missing",
    isOpen
      ? `Which tests ${folder} has is known only to its build`
      : `${folder} has no tests: its build file names none in REGRESS, ISOLATION or TAP_TESTS, and there are no files of pg_yregress`,
    {
      action:
        "Write sql/<name>.sql, and add `REGRESS = <name>` to the Makefile above the line that includes PGXS",
    },
  );
}

function unknownTests(
  suites: readonly TestSuite[],
  ids: readonly string[] | undefined,
): DevResult<TestReport> | undefined {
  const known = new Set(suites.flatMap((suite) => testsOf(suite).map((test) => testId(suite, test))));
  const unknown = (ids ?? []).filter((id) => !known.has(id));
  if (unknown.length === 0) return undefined;
  return problem("test-unknown", `There is no test ${unknown.join(", ")}`, {
    action: known.size === 0 ? "The build file names none" : `There are: ${[...known].join(", ")}`,
  });
}

type Ran = Pick<TestReport, "results" | "coverage">;

async function runOnServer(
  order: TestOrder,
  folders: TestFolders,
  options: DevPostgresOptions,
  run: Run,
): Promise<DevResult<Ran>> {
  return operate(options, "test", run, async (operation) => {
    const loaded = await loadProject(operation, loadServer(operation), order.existing, run);
    if (!loaded.ok) return loaded;
    return runSuites(order, folders, operation, run);
  });
}

async function runSuites(
  { request, listener, options: original }: TestOrder,
  folders: TestFolders,
  { workplace, options, installation, layout }: Operation,
  run: Run,
): Promise<DevResult<Ran>> {
  // Paths that the user knows: those of the project itself, not of a copy that was built.
  const read = await readSuites(original.folder, { pgMajor: installation.major });
  if (!read.ok) return read;
  const [first] = read.value;
  if (first === undefined) return { ok: true, value: { results: [] } };
  const built = await readSuites(options.folder, { pgMajor: installation.major });
  run.watcher.step("Copying what the tests need");
  const { folder } = first;
  const source = built.ok ? (built.value[0]?.folder ?? folder) : folder;
  const { user } = workplace;
  await stageProject(source, folders.input, { products: true, user, except: folders.storage });
  const suites = await askSuites(original.folder, {
    installation,
    copy: folders.input,
    env: options.env,
    run,
  });
  if (!suites.ok) return suites;
  listener.found?.(suites.value);
  const server = await clusterState(layout, installation.major);
  if (server.kind !== "running") return problem("server-not-running", "The server has ended");
  const inCopy = (path: string): string => join(folders.input, path.slice(folder.length));
  const results: TestResult[] = [];
  for (const chosen of chooseTests(suites.value, request.tests, textAt)) {
    const place = {
      ...{ installation, become: user.become, path: options.env["PATH"] ?? "" },
      ...{ socketFolder: server.socketFolder, port: server.port, workFolder: inCopy(chosen.suite.folder) },
      ...{
        inputFolder: inCopy(chosen.suite.inputFolder),
        expectedFolder: inCopy(chosen.suite.expectedFolder),
      },
      // As `make installcheck` has it: scripts write to and read from `results`.
      outputFolder: join(inCopy(chosen.suite.folder), chosen.suite.kind === "isolation" ? "output_iso" : ""),
      scratchFolder: folders.output(chosen.suite.kind),
      ...(request.sessionDelayS === undefined ? {} : { sessionDelayS: request.sessionDelayS }),
    };
    const job: SuiteJob = { chosen, place, inCopy, server, workplace, options, run, listener };
    const prepared = await prepare(job);
    if (!prepared.ok) return prepared;
    run.watcher.step(titleOf(chosen));
    const ran = /^(?:regress|isolation)$/.test(chosen.suite.kind) ? await runRegress(job) : await runTap(job);
    if (!ran.ok) return ran;
    results.push(...ran.value);
  }
  return { ok: true, value: { results } };
}

function titleOf({ suite, groups }: ChosenTests): string {
  const count = groups.flat().length;
  return `Running ${count} ${suite.kind} test${count === 1 ? "" : "s"}`;
}

/** Targets of `REGRESS_PREP`, and scripts that only a build makes. */
async function prepare({ chosen, place, run, options, inCopy }: SuiteJob): Promise<DevResult<void>> {
  const { suite } = chosen;
  const made = chosen.groups.flat().flatMap(({ path }) => {
    const copy = inCopy(path);
    const isMissing = !existsSync(copy) && existsSync(copy.replace(/\.sql$/, ".sql.in"));
    return isMissing ? [copy.slice(place.workFolder.length + 1)] : [];
  });
  const targets = [...suite.prepare, ...made];
  if (targets.length === 0) return { ok: true, value: undefined };
  const plan = {
    argv: asArgv([
      "make",
      ...targets,
      `PG_CONFIG=${place.installation.pgConfig}`,
      "USE_PGXS=1",
      "with_llvm=no",
    ]),
    cwd: place.workFolder,
    env: { MAKEFLAGS: undefined, MAKELEVEL: undefined },
  };
  const done = await runToSuccess(plan, {
    ...{
      timeoutMs: 600_000,
      signal: run.signal,
      watcher: run.watcher,
      env: options.env,
      code: "tests-not-prepared",
    },
    action: "Run `make` with these targets in the folder of the extension and read what it says",
  });
  return done.ok ? { ok: true, value: undefined } : done;
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

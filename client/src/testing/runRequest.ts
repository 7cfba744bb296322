import {
  TestMessage,
  workspace,
  type CancellationToken,
  type TestController,
  type TestItem,
  type TestRun,
  type TestRunRequest,
} from "vscode";
import type { DevProblem, Watcher } from "../../../devpg/src/host/devPostgres";
import type { TestListener } from "../../../devpg/src/host/tests/suiteJob";
import type { TestRequest, TestResult } from "../../../devpg/src/plan/tests/testRun";
import type { TestSuite } from "../../../devpg/src/project/tests/testSuite";
import type { DevFolder } from "../devpg/devFolder";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { outputWatcher, writeProblem } from "../devpg/outputWatcher";
import { problemText } from "../devpg/problemText";
import { chosenTests, type ChosenTests } from "./chosenTests";
import { addCoverage } from "./coverageView";
import type { TestItems } from "./testItems";
import { tellResult } from "./testMessages";

/** What runs need. */
export interface TestingParts {
  readonly parts: DevPostgresParts;
  readonly controller: TestController;
  readonly items: TestItems;
  /** All tests of a folder are known now; resolves when they are shown. */
  readonly onFound: (dev: DevFolder, suites: readonly TestSuite[]) => Promise<void>;
}

/** Runs what a request asks for, folder by folder, and shows how each test ended. Resolves when all have. */
export async function runRequest(
  testing: TestingParts,
  request: TestRunRequest,
  token: CancellationToken,
  how: Pick<TestRequest, "coverage" | "sessionDelayS"> = {},
): Promise<void> {
  await workspace.saveAll(false);
  const run = testing.controller.createTestRun(request);
  const chosen = chosenTests(testing.items, request);
  for (const { items, open } of chosen) for (const item of [...items, ...open]) run.enqueued(item);
  const abort = new AbortController();
  const subscriptions = [token, run.token].map((each) => each.onCancellationRequested(() => abort.abort()));
  try {
    for (const each of chosen)
      if (!abort.signal.aborted) await runFolder(testing, run, each, abort.signal, how);
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
    run.end();
  }
}

async function runFolder(
  { parts, items, onFound }: TestingParts,
  run: TestRun,
  { dev, items: chosen, open, isAll }: ChosenTests,
  signal: AbortSignal,
  how: Pick<TestRequest, "coverage" | "sessionDelayS">,
): Promise<void> {
  // What is behind it costs those nothing who never run a test.
  const [{ runTests }, { readFile }] = await Promise.all([
    import("../../../devpg/src/host/tests/runTests"),
    import("node:fs/promises"),
  ]);
  const ids = chosen.flatMap((item) => idOf(items, item));
  const asked = [...chosen];
  let told: Promise<unknown> = Promise.resolve();
  const listener: TestListener = {
    found: (suites) => {
      told = told.then(async () => {
        await onFound(dev, suites);
        if (isAll) asked.push(...newItems(items, dev, asked));
      });
    },
    started: (id) => {
      const item = items.find(dev, id);
      if (item !== undefined && asked.includes(item)) run.started(item);
    },
    ended: (result) => {
      told = told.then(async () => {
        const script = await readFile(result.path, "utf8").catch(() => undefined);
        tellOne(items, run, { dev, asked, result, script });
      });
    },
  };
  const request: TestRequest = { ...(isAll ? {} : { tests: ids }), ...how };
  const outcome = await dev.operate({
    title: "Running tests",
    run: { signal, watcher: runWatcher(parts, run) },
    body: async ({ postgres, existing }, running) => {
      const done = await runTests({ options: postgres.options, existing, request, listener }, running);
      if (done.ok || done.problem.code !== "cancelled")
        parts.diagnostics.ended(dev, {
          operation: "load",
          diagnostics: done.ok ? [] : (done.problem.diagnostics ?? []),
        });
      return done;
    },
  });
  await told;
  if (outcome.ok) addCoverage(run, outcome.value.coverage ?? []);
  else tellProblem(parts, run, [...asked, ...open], outcome.problem);
}

interface OneResult {
  readonly dev: ChosenTests["dev"];
  readonly asked: readonly TestItem[];
  readonly result: TestResult;
  readonly script: string | undefined;
}

/** Those that only make knew of. */
function newItems(items: TestItems, dev: DevFolder, known: readonly TestItem[]): readonly TestItem[] {
  return items.tests().filter((item) => items.targetOf(item)?.dev === dev && !known.includes(item));
}

function tellOne(items: TestItems, run: TestRun, { dev, asked, result, script }: OneResult): void {
  const item = items.find(dev, result.id);
  if (item !== undefined && asked.includes(item)) {
    tellResult(items, run, item, result, script);
    return;
  }
  if (result.outcome === "passed") return;
  run.appendOutput(`${result.id}, which the tests build upon: ${result.message ?? result.outcome}\r\n`);
}

function idOf(items: TestItems, item: TestItem): readonly string[] {
  const target = items.targetOf(item);
  return target?.kind === "test" ? [target.id] : [];
}

/** To the terminal of the run, and to the output channel as everything that the dev Postgres does. */
function runWatcher({ output }: DevPostgresParts, run: TestRun): Watcher {
  const channel = outputWatcher(output, () => undefined);
  const show = (text: string): void => run.appendOutput(text.replaceAll(/\r?\n/g, "\r\n"));
  return {
    step(title) {
      channel.step(title);
      show(`\u001b[1m${title}\u001b[0m\n`);
    },
    command: (plan) => channel.command(plan),
    output(text) {
      channel.output(text);
      show(text);
    },
  };
}

function tellProblem(
  parts: DevPostgresParts,
  run: TestRun,
  asked: readonly TestItem[],
  problem: DevProblem,
): void {
  if (problem.code === "cancelled") {
    for (const item of asked) run.skipped(item);
    return;
  }
  writeProblem(parts.output, problem);
  run.appendOutput(`\r\n${problemText(problem)}\r\n`);
  for (const item of asked) run.errored(item, new TestMessage(problemText(problem)));
}

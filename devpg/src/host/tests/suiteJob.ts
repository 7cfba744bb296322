import type { ChosenTests } from "../../plan/tests/chooseTests";
import type { TestPlace } from "../../plan/tests/planTests";
import type { TestResult } from "../../plan/tests/testRun";
import { testId, type TestCase, type TestSuite } from "../../project/tests/testSuite";
import type { LiveServer } from "../clusterState";
import type { DevPostgresOptions, Run } from "../devPostgres";
import type { Workplace } from "../workplace";

/** Who is told how tests go on, as soon as it is known. */
export interface TestListener {
  /** All tests of the project: what its files leave open, make was asked. Before anything runs, and again after the build. */
  found?(suites: readonly TestSuite[]): void;
  started(id: string): void;
  ended(result: TestResult): void;
}

/** Some tests of a suite, about to be run. */
export interface SuiteJob {
  readonly chosen: ChosenTests;
  readonly place: TestPlace;
  /** The path in the copy of a path of the project. */
  readonly inCopy: (path: string) => string;
  readonly server: LiveServer;
  readonly workplace: Workplace;
  readonly options: DevPostgresOptions;
  readonly run: Run;
  readonly listener: TestListener;
}

/** What is known of a test before it has run. */
export function blankResult(
  { chosen: { suite, preparing } }: Pick<SuiteJob, "chosen">,
  test: TestCase,
): Omit<TestResult, "outcome"> {
  return {
    ...{ id: testId(suite, test), kind: suite.kind, name: test.name, path: test.path },
    isPreparation: preparing.has(test.name),
    failures: [],
  };
}

import type { SourcePlace } from "../../interpret/sourceDiagnostic";
import type { TestKind } from "../../project/tests/testSuite";

/** What is to be run, and how. */
export interface TestRequest {
  /** Ids (`regress/name`), of tests that are to be run; all when absent. */
  readonly tests?: readonly string[];
  /** `dev`: the dev Postgres; `temporary`: a server that is made for this run and removed after it. The setting when absent. */
  readonly instance?: "dev" | "temporary";
  /** Build for gcov, in a copy of the project and on a temporary server, and say which lines were executed. */
  readonly coverage?: boolean;
  /** Sessions of pg_regress wait so long before their first statement, so that a debugger can be attached. */
  readonly sessionDelayS?: number;
}

/** How a test ended. Plain data. */
export interface TestResult {
  /** `regress/name`. */
  readonly id: string;
  readonly kind: TestKind;
  readonly name: string;
  /** Script, specification or program; absolute. */
  readonly path: string;
  /** `errored`: it could not be run, or its run did not come to an end. */
  readonly outcome: "passed" | "failed" | "skipped" | "errored";
  readonly durationMs?: number;
  /** Only run because others build upon it; nobody asked for it. */
  readonly isPreparation: boolean;
  /** Why, in one sentence or two. Absent when it passed. */
  readonly message?: string;
  /** What to do next, where that can be said. */
  readonly action?: string;
  readonly failures: readonly TestFailure[];
  /** The expected output that came nearest; that of the default name when there is none. Absent for TAP. */
  readonly expectedFile?: string;
  /** What it gave, in our storage until the next run. */
  readonly actualFile?: string;
}

/** A place in a test that failed. */
export interface TestFailure {
  /** One line. */
  readonly message: string;
  /** The statement, permutation or line. */
  readonly place?: SourcePlace;
  /** Of the part of the script, see `scriptParts`. */
  readonly part?: number;
  /** Texts of any number of lines. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface TestReport {
  /** In the order in which they were run. */
  readonly results: readonly TestResult[];
  readonly durationMs: number;
  readonly coverage?: readonly FileCoverage[];
}

/** What of a source file was executed. Lines are 0-based. */
export interface FileCoverage {
  /** Absolute, of the project. */
  readonly path: string;
  /** By line, each once. */
  readonly lines: readonly LineCoverage[];
  readonly functions: readonly FunctionCoverage[];
}

export interface LineCoverage {
  readonly line: number;
  readonly count: number;
  /** How often each way out of the line was taken; those that only exceptions take are left out. */
  readonly branches: readonly number[];
}

export interface FunctionCoverage {
  readonly name: string;
  readonly line: number;
  /** 0-based. */
  readonly endLine: number;
  readonly count: number;
}

/** Passed, or without an effect on the verdict of the whole run. */
export function isGood({ outcome }: Pick<TestResult, "outcome">): boolean {
  return outcome === "passed" || outcome === "skipped";
}

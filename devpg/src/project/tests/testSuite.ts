/** Who runs the tests of a suite. */
export type TestKind = "regress" | "isolation" | "tap" | "yregress";

/** What is run together, in one database: the tests that one build file names. Paths are absolute. */
export interface TestSuite {
  readonly kind: TestKind;
  /** Where the tests are run by `make installcheck`: paths in them start here. */
  readonly folder: string;
  /** Holds `sql`, `specs` and `expected`; for TAP the folder of `t`. */
  readonly inputFolder: string;
  /** Holds `expected`; nearly always the input folder. */
  readonly expectedFolder: string;
  /** Tests in their order; those of a group run at the same time. */
  readonly groups: readonly (readonly TestCase[])[];
  readonly options: SuiteOptions;
  /** Targets that make has to bring about before. */
  readonly prepare: readonly string[];
  /** Only make knows the tests. */
  readonly isOpen: boolean;
  /** Make may know of others, or of other options. */
  readonly isCertain: boolean;
}

/** What build files tell pg_regress. */
export interface SuiteOptions {
  readonly database: string;
  readonly loadExtensions: readonly string[];
  readonly encoding?: string;
  readonly noLocale: boolean;
  /** `--temp-config`: settings that a server of its own would have. Absolute. */
  readonly temporaryConfig?: string;
  /** `--max-connections`, `--create-role`, … as written. */
  readonly others: readonly string[];
}

export interface TestCase {
  /** As it is called in the build file; unique in its suite. */
  readonly name: string;
  /** The script, specification or program. It may be missing, or be made by the build. */
  readonly path: string;
  /** `<name>.out` and its alternatives `<name>_1.out`, …, those that are there, in the order in which they are tried. */
  readonly expected: readonly string[];
}

/** Identifies a test among all of a project: `regress/name`. Suites of several folders have theirs in front. */
export function testId(suite: Pick<TestSuite, "kind">, test: Pick<TestCase, "name">): string {
  return `${suite.kind}/${test.name}`;
}

export function testsOf({ groups }: Pick<TestSuite, "groups">): readonly TestCase[] {
  return groups.flat();
}

import { testId, testsOf, type TestCase, type TestSuite } from "../../project/tests/testSuite";

/** A suite with the tests of it that are run. */
export interface ChosenTests {
  readonly suite: TestSuite;
  readonly groups: readonly (readonly TestCase[])[];
  /** Names of tests that nobody asked for: the others build upon them. */
  readonly preparing: ReadonlySet<string>;
  /** Everything that the build file names. */
  readonly isWhole: boolean;
}

/**
 * What is run when some tests are asked for: these, and before one that does not create its extension itself all that
 * stand before it, because scripts of pg_regress share a database. `textOf` reads a script.
 */
export function chooseTests(
  suites: readonly TestSuite[],
  ids: readonly string[] | undefined,
  textOf: (path: string) => string | undefined,
): readonly ChosenTests[] {
  if (ids === undefined)
    return suites
      .filter(({ groups }) => groups.length > 0)
      .map((suite) => ({
        suite,
        groups: suite.groups,
        preparing: new Set<string>(),
        isWhole: true,
      }));
  const wanted = new Set(ids);
  return suites.flatMap((suite): ChosenTests[] => {
    const asked = new Set(
      testsOf(suite)
        .filter((test) => wanted.has(testId(suite, test)))
        .map(({ name }) => name),
    );
    if (asked.size === 0) return [];
    const last = lastThatNeedsOthers(suite, asked, textOf);
    const groups = suite.groups.flatMap((group, at) => {
      const kept = at < last ? group : group.filter(({ name }) => asked.has(name));
      return kept.length === 0 ? [] : [kept];
    });
    const run = groups.flat();
    return [
      {
        ...{ suite, groups, isWhole: run.length === testsOf(suite).length },
        preparing: new Set(run.map(({ name }) => name).filter((name) => !asked.has(name))),
      },
    ];
  });
}

/** Index of the last group with a test that was asked for and cannot stand alone; 0 when all of them can. */
function lastThatNeedsOthers(
  { kind, groups, options }: TestSuite,
  asked: ReadonlySet<string>,
  textOf: (path: string) => string | undefined,
): number {
  if (kind !== "regress" || options.loadExtensions.length > 0) return 0;
  const standsAlone = ({ path }: TestCase): boolean => /^\s*create\s+extension\b/im.test(textOf(path) ?? "");
  const needy = groups.map((group) => group.some((test) => asked.has(test.name) && !standsAlone(test)));
  return Math.max(0, needy.lastIndexOf(true));
}

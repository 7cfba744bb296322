import { dirname, isAbsolute, join, normalize } from "node:path/posix";
import type { Project } from "../project";
import { subtree, type ProjectTree } from "../projectTree";
import { makefileTests } from "./makefileTests";
import { mesonTests } from "./mesonTests";
import { readSchedule, type RegressWords } from "./regressOptions";
import { testsOf, type TestCase, type TestKind, type TestSuite } from "./testSuite";
import { yregressSuite } from "./yregressTests";

/** Tests as a build file names them; paths relative to the folder of the tree. */
export interface NamedTests {
  readonly kind: TestKind;
  readonly words: RegressWords;
  readonly prepare: readonly string[];
  readonly isOpen: boolean;
  readonly isCertain: boolean;
}

/** What else is known of a project. */
export interface DiscoveryOptions {
  readonly pgMajor?: number;
  /** What make said that it would run; wins over what the Makefile seems to say. */
  readonly said?: readonly NamedTests[];
}

/**
 * The tests of a project, read from its files; nothing is executed. `tree` is that of the folder in which the project
 * was looked for. Suites are in the order in which `make installcheck` runs them.
 */
export function discoverTests(
  tree: ProjectTree,
  project: Project,
  options: DiscoveryOptions = {},
): readonly TestSuite[] {
  const folder = dirname(project.buildFile);
  const at = folder === normalize(tree.folder) ? "" : folder.slice(tree.folder.replace(/\/$/, "").length + 1);
  const part = subtree(tree, at);
  const suites = namedTests(part, project, options)
    .map((named) => (named.kind === "tap" ? tapSuite(part, named) : regressSuite(part, named)))
    .filter((suite) => suite.isOpen || testsOf(suite).length > 0);
  const yregress = yregressSuite(part);
  return yregress === undefined ? suites : [...suites, yregress];
}

function namedTests(
  tree: ProjectTree,
  project: Project,
  { pgMajor, said = [] }: DiscoveryOptions,
): readonly NamedTests[] {
  switch (project.system) {
    case "pgxs":
      return saidInstead(makefileTests(tree, pgMajor), said);
    case "meson":
      return mesonTests(tree);
    case "cmake":
      return cmakeTests(tree, project);
  }
}

/** The targets that come before are what the Makefile says. */
function saidInstead(written: readonly NamedTests[], said: readonly NamedTests[]): readonly NamedTests[] {
  if (said.length === 0) return written;
  return said.map((each) => ({
    ...each,
    prepare: written.find(({ kind }) => kind === each.kind)?.prepare ?? [],
  }));
}

/** Those of Omnigres' `add_postgresql_extension`, and of `add_test(… pg_regress …)` as far as its words are plain. */
function cmakeTests({ textOf }: ProjectTree, { regressTests }: Project): readonly NamedTests[] {
  const noWords: RegressWords = {
    ...{ database: "contrib_regression", loadExtensions: [], noLocale: false, others: [], schedules: [] },
    tests: [],
  };
  const calls = [
    ...(textOf("CMakeLists.txt") ?? "").matchAll(/^[ \t]*add_test\s*\(([^)]*pg_regress[^)]*)\)/gim),
  ];
  const project = /^[ \t]*project\s*\(\s*(\w+)/im.exec(textOf("CMakeLists.txt") ?? "")?.[1] ?? "";
  const added = calls.flatMap((call) => {
    const words = (call[1]!.match(/"[^"]*"|\S+/g) ?? []).map((word) =>
      word.replaceAll('"', "").replaceAll(/\$\{(?:PROJECT_NAME|CMAKE_PROJECT_NAME)\}/g, project),
    );
    const program = words.findIndex((word) => word.endsWith("pg_regress"));
    const own = words.slice(program + 1);
    // Options and their values, then the names.
    const names = own.filter(
      (word, index) => !word.startsWith("-") && !(own[index - 1] ?? "").startsWith("--"),
    );
    return names.filter((name) => /^[\w.-]+$/.test(name));
  });
  const tests = [...new Set([...regressTests, ...added])];
  return tests.length === 0
    ? []
    : [{ kind: "regress", words: { ...noWords, tests }, prepare: [], isOpen: false, isCertain: true }];
}

function regressSuite(tree: ProjectTree, { kind, words, prepare, isOpen, isCertain }: NamedTests): TestSuite {
  const input = pathIn(tree, words.inputFolder ?? ".");
  const expected = pathIn(tree, words.expectedFolder ?? words.inputFolder ?? ".");
  const [folder, suffix] = kind === "isolation" ? ["specs", ".spec"] : ["sql", ".sql"];
  const cases = (names: readonly string[]): TestCase[] =>
    names.map((name) => ({
      name,
      path: absolute(tree, join(input, folder, name + suffix)),
      expected: expectedFiles(tree, join(expected, "expected"), name),
    }));
  const scheduled = words.schedules.flatMap((path) => readSchedule(tree.textOf(pathIn(tree, path)) ?? ""));
  const seen = new Set<string>();
  const groups = [...scheduled, ...words.tests.map((name) => [name])]
    .map((group) => group.filter((name) => !seen.has(name) && seen.add(name)))
    .filter((group) => group.length > 0)
    .map(cases);
  const { database, loadExtensions, encoding, noLocale, temporaryConfig, others } = words;
  return {
    ...{
      kind,
      folder: absolute(tree, ""),
      inputFolder: absolute(tree, input),
      groups,
      prepare,
      isOpen,
      isCertain,
    },
    expectedFolder: absolute(tree, expected),
    options: {
      ...{ database, loadExtensions, noLocale, others },
      ...(encoding === undefined ? {} : { encoding }),
      ...(temporaryConfig === undefined
        ? {}
        : { temporaryConfig: absolute(tree, pathIn(tree, temporaryConfig)) }),
    },
  };
}

/** `prove` runs `t/*.pl`. Source: prove_installcheck in src/Makefile.global.in, REL_15_STABLE. */
function tapSuite(tree: ProjectTree, { words, prepare, isOpen, isCertain }: NamedTests): TestSuite {
  const all = tree.paths.filter((path) => /^t\/[^/]+\.pl$/.test(path));
  const chosen = words.tests.length > 0 ? all.filter((path) => words.tests.includes(path)) : all;
  const { database, loadExtensions, noLocale } = words;
  return {
    ...{
      kind: "tap",
      folder: absolute(tree, ""),
      inputFolder: absolute(tree, ""),
      prepare,
      isOpen,
      isCertain,
    },
    expectedFolder: absolute(tree, ""),
    groups: chosen.map((path) => [{ name: path, path: absolute(tree, path), expected: [] }]),
    options: { database, loadExtensions, noLocale, others: [] },
  };
}

/** The default first, then `_0` to `_9`. Source: results_differ, src/test/regress/pg_regress.c, REL_15_STABLE. */
function expectedFiles(tree: ProjectTree, folder: string, name: string): string[] {
  const present = new Set(tree.paths);
  const names = ["", ...Array.from({ length: 10 }, (_, number) => `_${number}`)];
  return names
    .map((suffix) => normalize(join(folder, `${name}${suffix}.out`)))
    .filter((path) => present.has(path))
    .map((path) => absolute(tree, path));
}

/** Relative to the tree. */
function pathIn({ folder }: ProjectTree, written: string): string {
  const inside = isAbsolute(written) && written.startsWith(folder) ? written.slice(folder.length) : written;
  return normalize(inside.replace(/^\/+/, "")).replace(/\/$/, "");
}

function absolute({ folder }: ProjectTree, path: string): string {
  return join(folder, path === "." ? "" : path).replace(/(.)\/$/, "$1");
}

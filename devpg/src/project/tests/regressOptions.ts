import type { SuiteOptions } from "./testSuite";

/** The words after a `pg_regress`, sorted. Paths are as written. */
export interface RegressWords extends SuiteOptions {
  readonly inputFolder?: string;
  readonly expectedFolder?: string;
  readonly schedules: readonly string[];
  /** Names of tests. */
  readonly tests: readonly string[];
}

/** Options that say where and how to connect or write, which is ours to decide. Source: regression_main, src/test/regress/pg_regress.c, REL_15_STABLE. */
const decided = new Set([
  "outputdir",
  "bindir",
  "host",
  "port",
  "user",
  "use-existing",
  "temp-instance",
  "dlpath",
  "debug",
  "no-locale",
  "launcher",
  "config-auth",
]);
const withValue = new Set([
  ...[
    "dbname",
    "inputdir",
    "expecteddir",
    "outputdir",
    "schedule",
    "load-extension",
    "encoding",
    "bindir",
    "host",
  ],
  ...["port", "user", "temp-instance", "temp-config", "dlpath", "max-connections", "max-concurrent-tests"],
  ...["create-role", "launcher", "config-auth"],
]);

/** Reads the arguments of pg_regress or pg_isolation_regress; of an option that is given twice the last one counts. */
export function regressOptions(words: readonly string[], defaultDatabase: string): RegressWords {
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const tests: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) tests.push(word);
    else if (!withValue.has(name)) flags.add(name);
    else values.set(name, [...(values.get(name) ?? []), value ?? words[++at] ?? ""]);
  }
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const names = (name: string): string[] =>
    (values.get(name) ?? []).flatMap((text) => text.split(",")).filter((text) => text !== "");
  const known = new Set([
    "dbname",
    "inputdir",
    "expecteddir",
    "schedule",
    "load-extension",
    "encoding",
    "temp-config",
  ]);
  const others = [...values].flatMap(([name, all]) =>
    decided.has(name) || known.has(name) ? [] : all.map((text) => `--${name}=${text}`),
  );
  const [inputFolder, expectedFolder] = [last("inputdir"), last("expecteddir")];
  const [encoding, temporaryConfig] = [last("encoding"), last("temp-config")];
  return {
    // Of several, separated by commas, all are made; the tests run in the first.
    database: names("dbname").at(-1) ?? defaultDatabase,
    loadExtensions: names("load-extension"),
    noLocale: flags.has("no-locale"),
    ...(encoding === undefined ? {} : { encoding }),
    ...(temporaryConfig === undefined ? {} : { temporaryConfig }),
    ...(inputFolder === undefined ? {} : { inputFolder }),
    ...(expectedFolder === undefined ? {} : { expectedFolder }),
    others: [...others, ...[...flags].filter((name) => !decided.has(name)).map((name) => `--${name}`)],
    schedules: values.get("schedule") ?? [],
    tests,
  };
}

/** Groups of tests that a schedule file names; `ignore:` lines name tests of groups before or after. */
export function readSchedule(text: string): readonly (readonly string[])[] {
  return text.split("\n").flatMap((line) => {
    const names = /^test:\s*(.*)$/
      .exec(line.trim())?.[1]
      ?.split(/\s+/)
      .filter((name) => name !== "");
    return names === undefined || names.length === 0 ? [] : [names];
  });
}

import type { NamedTests } from "./discoverTests";
import { regressOptions } from "./regressOptions";

/**
 * What `make -n installcheck` would run: the truth where names come from programs that only make can call. The words
 * are those of a shell; `wordsOf` takes a line apart into its commands.
 */
export function installcheckTests(
  dryRun: string,
  wordsOf: (line: string) => readonly (readonly string[])[],
): readonly NamedTests[] {
  const commands = dryRun
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .flatMap((line) => wordsOf(line));
  return commands.flatMap((words): NamedTests[] => {
    const program = words.findIndex((word) =>
      /(?:^|\/)(?:pg_regress|pg_isolation_regress|prove)$/.test(word),
    );
    if (program < 0 || words[0] === "echo" || words.slice(0, program).some((word) => !word.includes("=")))
      return [];
    const name = words[program]!;
    const rest = words.slice(program + 1);
    const common = { prepare: [], isOpen: false, isCertain: true };
    if (name.endsWith("prove")) {
      const tests = rest.filter((word) => word.endsWith(".pl") && !word.includes("*"));
      return [{ ...common, kind: "tap", words: regressOptions(tests, "") }];
    }
    const kind = name.endsWith("pg_isolation_regress") ? "isolation" : "regress";
    const database = kind === "regress" ? "contrib_regression" : "isolation_regression";
    return [{ ...common, kind, words: regressOptions(rest, database) }];
  });
}

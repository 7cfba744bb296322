import type { MakefileModel } from "../../../../server/src/syntax/makefile/makefileModel";
import { pgxsMakefile } from "../pgxsProject";
import type { ProjectTree } from "../projectTree";
import type { NamedTests } from "./discoverTests";
import { regressOptions } from "./regressOptions";

/** What `make installcheck` of a PGXS Makefile runs. Source: src/makefiles/pgxs.mk and src/Makefile.global.in, REL_15_STABLE. */
export function makefileTests(tree: ProjectTree, pgMajor: number | undefined): readonly NamedTests[] {
  const model = pgxsMakefile(tree, pgMajor)?.model;
  if (model === undefined || wordsOf(model, "NO_INSTALLCHECK").length > 0) return [];
  const extra = wordsOf(model, "EXTRA_REGRESS_OPTS");
  const [encoding] = wordsOf(model, "ENCODING");
  const locale = [
    ...(encoding === undefined ? [] : [`--encoding=${encoding}`]),
    ...(wordsOf(model, "NO_LOCALE").length > 0 ? ["--no-locale"] : []),
    ...extra,
  ];
  const prepare = wordsOf(model, "REGRESS_PREP");
  const suite = (kind: "regress" | "isolation", list: string, options: string): NamedTests[] => {
    const isOpen = [list, options].some((name) => model.uncertain.includes(name));
    const names = wordsOf(model, list);
    if (names.length === 0 && !isOpen) return [];
    const database = kind === "regress" ? "contrib_regression" : "isolation_regression";
    const words = regressOptions([...locale, ...wordsOf(model, options), ...names], database);
    const isNamed = words.tests.length + words.schedules.length > 0;
    return [{ kind, words, prepare, isOpen: isOpen && !isNamed, isCertain: !isOpen }];
  };
  return [
    ...suite("regress", "REGRESS", "REGRESS_OPTS"),
    ...suite("isolation", "ISOLATION", "ISOLATION_OPTS"),
    ...(model.tapTests
      ? [
          {
            kind: "tap" as const,
            words: regressOptions(wordsOf(model, "PROVE_TESTS"), ""),
            prepare,
            isOpen: false,
            isCertain: true,
          },
        ]
      : []),
  ];
}

/** Variables of make that name the folder of the Makefile are not known to its reader, and need not be. */
function wordsOf(model: MakefileModel, name: string): string[] {
  const value = model.variables.get(name)?.words.map(({ text }) => text) ?? [];
  return value.map((text) => text.replaceAll(/\$[({](?:srcdir|CURDIR|top_srcdir|PWD)[)}]\/?/g, ""));
}

import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { CFacts } from "../../facts/cFacts";
import type { LibraryView } from "../../index/libraryView";
import { interfaceNames } from "../../pg/dynpgextInterface";
import { addInclude, hasUnseenHeader } from "../helpers/includes";
import { codeMatches, conditionsAt } from "../helpers/plainCode";
import type { LibraryRule } from "../rule";

export const dynpgextHeaderMissing: LibraryRule = {
  id: "dynpgext-header-missing",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "The Dynpgext interface is used without dynpgext.h",
  sources: [
    "dynpgext.h: declares dynpgext_handle, dynpgext_lookup_shmem and the flags, defines DYNPGEXT_MAGIC",
  ],
  why: "Without the header the file does not compile. Worse, an older compiler takes `dynpgext_lookup_shmem` for a function that returns `int` and cuts the pointer to 32 bits: the server crashes at the first use.",
  fix: "Include `dynpgext.h` after the headers of PostgreSQL.",
  limits:
    "Silent when the file declares the interface itself, or includes a header that is neither in the workspace nor PostgreSQL's nor the system's and so may bring it.",
  examples: [
    {
      title: "A second source file",
      bad: `#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
// <-------------- dynpgext.h is not included

void _Dynpgext_init(const dynpgext_handle *handle)
{
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle)
{
}
`,
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const path of view.library.sources) {
      const files = view.program.visibleFrom(path);
      if (!files.some((file) => file.mentionsInterface)) continue;
      if (mayHaveHeader(view, path) || files.some(declaresInterface)) continue;
      // Headers first: a use there is the same fault for every source that includes it.
      const use = [...files].reverse().flatMap((file) => firstUse(file) ?? [])[0];
      if (!use) continue;
      const name = path.slice(path.lastIndexOf("/") + 1);
      const where = use.file.path === path ? "" : ` when ${name} is compiled`;
      report({
        at: use.site,
        message: `${use.name} is used, but dynpgext.h is not included${where}`,
        fixes: includeHeader(view, use.file),
      });
    }
  },
};

function mayHaveHeader(view: LibraryView, path: string): boolean {
  if (
    view.program
      .visibleFrom(path)
      .some(({ source }) => source.includes.some((include) => isInterfaceHeader(include.path))) ||
    view.library.forcedIncludes.some(isInterfaceHeader) ||
    hasUnseenHeader(view, path)
  )
    return true;
  return view.program
    .visibleFrom(path)
    .some(
      (file) =>
        isInterfaceHeader(file.path) ||
        file.source.inactive.some(
          ({ certain, start, end }) => !certain && /dynpgext\.h[">]/u.test(file.text.slice(start, end)),
        ),
    );
}

function isInterfaceHeader(path: string): boolean {
  return /(?:^|\/)dynpgext\.h$/u.test(path);
}

/** The file says itself what the interface is, in part at least. */
function declaresInterface(file: CFacts): boolean {
  const { typedefs, structs, prototypes, variables, enumerators } = file.declarations;
  return (
    structs.has("struct dynpgext_handle") ||
    interfaceNames.some(
      (name) =>
        typedefs.has(name) ||
        prototypes.has(name) ||
        variables.has(name) ||
        enumerators.has(name) ||
        file.macrosNamed(name).length > 0,
    )
  );
}

function firstUse(
  file: CFacts,
): { readonly file: CFacts; readonly name: string; readonly site: Site } | undefined {
  if (!file.mentionsInterface) return undefined;
  const pattern = new RegExp(String.raw`(?<!\bstruct\s+|[.>]\s*)\b(?:${interfaceNames.join("|")})\b`, "gu");
  for (const { text, index } of codeMatches(file, pattern)) {
    if (conditionsAt(file, index).length > 0) continue;
    return { file, name: text, site: { path: file.path, start: index, end: index + text.length } };
  }
  return undefined;
}

function includeHeader(view: LibraryView, file: CFacts): readonly Fix[] {
  const written = view.files.flatMap(({ source }) =>
    source.includes.filter(({ path }) => isInterfaceHeader(path)),
  )[0]?.path;
  const edit = addInclude(file, written ?? "dynpgext.h");
  return edit ? [{ title: "Include dynpgext.h", safety: "safe", edits: [edit] }] : [];
}

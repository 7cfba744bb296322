import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { CFacts } from "../../facts/cFacts";
import type { LibraryView } from "../../index/libraryView";
import { addInclude, hasUnseenHeader, includesOf } from "../helpers/includes";
import { findMagics, ownFiles } from "../helpers/magic";
import type { LibraryRule } from "../rule";

export const dynpgextPgMagicMissing: LibraryRule = {
  id: "dynpgext-pg-magic-missing",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "DYNPGEXT_MAGIC without PG_MODULE_MAGIC",
  sources: [
    'dynpgext.h, DYNPGEXT_MAGIC: "in addition to PG_MODULE_MAGIC"',
    "src/backend/utils/fmgr/dfmgr.c internal_load_library, REL_15_STABLE: incompatible library, missing magic block",
  ],
  why: '`DYNPGEXT_MAGIC` is for the loader only. PostgreSQL refuses every library without a magic block of its own: `incompatible library "…": missing magic block`, with the hint that extension libraries are required to use the `PG_MODULE_MAGIC` macro.',
  fix: "Add `PG_MODULE_MAGIC;` (from PostgreSQL 18 also `PG_MODULE_MAGIC_EXT(...)`) once per library, before `DYNPGEXT_MAGIC;`. It comes from `fmgr.h`.",
  limits:
    "Silent when the magic may come from a macro or a header that is not in the workspace, or when the build does not tell all files of the library.",
  examples: [
    {
      title: "Only the loader's magic",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;
// <-------------- missing magic block

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
    if (!view.library.isCertain) return;
    const site = findMagics(view, "DYNPGEXT_MAGIC").sites.find(({ path }) =>
      ownFiles(view).some((file) => file.path === path),
    );
    const file = view.files.find(({ path }) => path === site?.path);
    if (!site || !file || mayHaveModuleMagic(view)) return;
    report({
      at: site,
      message: `The library ${view.library.name} has DYNPGEXT_MAGIC but no PG_MODULE_MAGIC, so PostgreSQL refuses to load it: missing magic block`,
      fixes: insertMagic(view, file, site),
    });
  },
};

function mayHaveModuleMagic(view: LibraryView): boolean {
  const magics = findMagics(view, "PG_MODULE_MAGIC");
  if (magics.sites.length > 0 || magics.isDoubtful) return true;
  if (view.files.some((file) => file.functionsNamed("Pg_magic_func").length > 0)) return true;
  const files = ownFiles(view);
  if (
    files.some((file) =>
      file.source.chunks.some(
        ({ chunk }) => chunk.holes.length > 0 && chunk.text.includes("PG_MODULE_MAGIC"),
      ),
    )
  )
    return true;
  // A macro from a header that is not in sight, written like one that brings a magic.
  return files.some((file) =>
    file.declarations.invocations.some(
      ({ item }) =>
        item.name !== "DYNPGEXT_MAGIC" &&
        /MAGIC|MODULE/iu.test(item.name) &&
        view.program.findMacros(item.name, file.path).length === 0 &&
        hasUnseenHeader(view, file.path),
    ),
  );
}

function insertMagic(view: LibraryView, file: CFacts, site: Site): readonly Fix[] {
  const lineStart = file.text.lastIndexOf("\n", site.start - 1) + 1;
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const edits: TextEdit[] = [
    { path: site.path, start: lineStart, end: lineStart, newText: `PG_MODULE_MAGIC;${eol}` },
  ];
  if (!includesOf(view, site.path).some(({ path }) => path === "fmgr.h")) {
    const include = addInclude(file, "fmgr.h");
    if (include) edits.unshift(include);
  }
  return [{ title: "Add PG_MODULE_MAGIC", safety: "safe", edits }];
}

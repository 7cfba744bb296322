import type { Fix, RelatedPlace } from "../../base/finding";
import { sameSite, type Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { CFacts } from "../../facts/cFacts";
import type { LibraryView } from "../../index/libraryView";
import { insertLineAfter } from "../helpers/insertLine";
import { findMagics, magicAnchor } from "../helpers/magic";
import { conditionsAt } from "../helpers/plainCode";
import { removeStatement } from "../helpers/removeStatement";
import type { LibraryRule, Report } from "../rule";

/** A magic, compiled as part of one source file. */
interface Occurrence {
  readonly source: CFacts;
  readonly file: CFacts;
  readonly site: Site;
}

export const dynpgextMagicDuplicate: LibraryRule = {
  id: "dynpgext-magic-duplicate",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "DYNPGEXT_MAGIC stands more than once in a library",
  sources: ["dynpgext.h, DYNPGEXT_MAGIC: defines the function `_Dynpgext_magic`, once per library"],
  why: "`DYNPGEXT_MAGIC` defines the function `_Dynpgext_magic()`. Twice in one file it does not compile; in two files of one library, or in a header that two of them include, it does not link: `multiple definition of '_Dynpgext_magic'`.",
  fix: "Keep one `DYNPGEXT_MAGIC;`, beside `PG_MODULE_MAGIC;`, in a source file.",
  limits:
    "A magic inside another macro is not counted. Of two in different `#if` branches nothing is said, nor of two files that the build may not link together.",
  examples: [
    {
      title: "Once per file instead of once per library",
      bad: `-- counter.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle)
{
}
-- reader.c --
#include "postgres.h"
#include "dynpgext.h"

DYNPGEXT_MAGIC;
// <-------------- a second time

extern void *reader_memory;
-- counter.control --
default_version = '1.0'
module_pathname = '$libdir/counter'`,
      good: `-- counter.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

void _Dynpgext_init(const dynpgext_handle *handle)
{
}
-- reader.c --
#include "postgres.h"
#include "dynpgext.h"


extern void *reader_memory;
-- counter.control --
default_version = '1.0'
module_pathname = '$libdir/counter'`,
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    const occurrences = occurrencesOf(view);
    for (const [i, second] of occurrences.entries()) {
      const first = occurrences.slice(0, i).find((other) => areTogether(view, other, second));
      if (first) report(duplicate(view, first, second));
    }
  },
};

/** Every magic of every source, headers unfolded; the file with `_Dynpgext_init` first, for there a magic belongs. */
function occurrencesOf(view: LibraryView): readonly Occurrence[] {
  const { sites } = findMagics(view, "DYNPGEXT_MAGIC");
  const home = magicAnchor(view)?.file.path;
  const sources = view.files.filter(({ path }) => view.library.sources.includes(path));
  const ordered = [...sources].sort((a, b) => Number(b.path === home) - Number(a.path === home));
  return ordered.flatMap((source) =>
    view.program
      .visibleFrom(source.path)
      .flatMap((file) =>
        sites.filter(({ path }) => path === file.path).map((site) => ({ source, file, site })),
      ),
  );
}

/** Both are certainly compiled into the library, if one is. */
function areTogether(view: LibraryView, a: Occurrence, b: Occurrence): boolean {
  const conditions = (one: Occurrence): string => conditionsAt(one.file, one.site.start).join("&&");
  if (a.source === b.source) return !sameSite(a.site, b.site) && conditions(a) === conditions(b);
  if (conditions(a) !== "" || conditions(b) !== "") return false;
  return view.library.isCertain && areLinked(view, a.source, b.source);
}

/** Without a build file, files that each have a module magic of their own are libraries of their own. */
function areLinked(view: LibraryView, a: CFacts, b: CFacts): boolean {
  if (view.library.system !== "none") return true;
  if (new Set(view.library.extensions.map(({ name }) => name)).size > 1) return false;
  const modules = findMagics(view, "PG_MODULE_MAGIC").sites;
  return ![a, b].every((source) => modules.some(({ path }) => path === source.path));
}

function duplicate(view: LibraryView, first: Occurrence, second: Occurrence): Report {
  if (sameSite(first.site, second.site)) return duplicateByHeader(view, first, second);
  const consequence = first.source === second.source ? "does not compile" : "does not link";
  return {
    at: second.site,
    message: `DYNPGEXT_MAGIC stands a second time in the library ${view.library.name}, which ${consequence}: _Dynpgext_magic is defined twice`,
    related: [{ site: first.site, message: "the first one is here" }],
    fixes: [
      {
        title: "Remove the second DYNPGEXT_MAGIC",
        safety: "safe",
        edits: [removeStatement(second.file.text, second.site)],
      },
    ],
  };
}

function duplicateByHeader(view: LibraryView, first: Occurrence, second: Occurrence): Report {
  const header = second.file.path.slice(second.file.path.lastIndexOf("/") + 1);
  return {
    at: second.site,
    message: `DYNPGEXT_MAGIC in ${header}, which several files of the library ${view.library.name} include, does not link: _Dynpgext_magic is defined in each of them`,
    related: [first, second].flatMap(({ source }) => includedHere(view, source, second.file)),
    fixes: moveToSource(view, second),
  };
}

function includedHere(view: LibraryView, source: CFacts, header: CFacts): readonly RelatedPlace[] {
  const reaches = (name: string): boolean =>
    view.files.some(
      (file) =>
        file.path.endsWith(`/${name.replace(/^(?:\.\.?\/)+/u, "")}`) &&
        (file === header || view.program.visibleFrom(file.path).includes(header)),
    );
  const include = source.source.includes.find(({ path }) => reaches(path));
  return include
    ? [{ site: { path: source.path, start: include.start, end: include.end }, message: "included here" }]
    : [];
}

/** Takes the magic out of the header and puts it where the library's entry point or its other magic stands. */
function moveToSource(view: LibraryView, occurrence: Occurrence): readonly Fix[] {
  const anchor = magicAnchor(view);
  if (!anchor || anchor.file.isHeader || !view.library.sources.includes(anchor.file.path)) return [];
  const name = anchor.file.path.slice(anchor.file.path.lastIndexOf("/") + 1);
  const edits: TextEdit[] = [
    removeStatement(occurrence.file.text, occurrence.site),
    insertLineAfter(anchor.file.text, anchor.site, "DYNPGEXT_MAGIC;"),
  ];
  return [{ title: `Move DYNPGEXT_MAGIC to ${name}`, safety: "safe", edits }];
}

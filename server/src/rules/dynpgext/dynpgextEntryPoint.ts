import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import { siteIn, type FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { entryPoints, type EntryPointName } from "../../pg/dynpgextInterface";
import { declarationOf, shapeFault } from "../helpers/entryPointShape";
import { meantEntryPoint } from "../helpers/entryPointNames";
import { isExported, mayBeExported } from "../helpers/exported";
import { findMagics } from "../helpers/magic";
import { staticWords } from "../helpers/staticWords";
import type { LibraryRule, Reporter } from "../rule";

export const dynpgextEntryPoint: LibraryRule = {
  id: "dynpgext-entry-point",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "An entry point that the loader does not find or calls wrongly",
  sources: [
    "dynpgext.h: void _Dynpgext_init(const dynpgext_handle *), void _Dynpgext_fini(const dynpgext_handle *), bool _Dynpgext_eager_preload()",
    "omni_ext, January and February 2024, measured on PostgreSQL 15: an entry point that is not found is passed over silently",
    "src/makefiles/pgxs.mk and src/Makefile.shlib, CFLAGS_SL_MODULE, REL_16_STABLE: modules are compiled with hidden visibility",
  ],
  why: "The loader looks `_Dynpgext_init`, `_Dynpgext_fini` and `_Dynpgext_eager_preload` up by name. One that is misspelt, `static`, or hidden (the default of PGXS from PostgreSQL 16 on) is not found, and *silently nothing happens*: no memory, no workers. One of another signature is called as if it had the right one.",
  fix: "Write the name exactly, without `static`, with `PGDLLEXPORT`: `PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)`.",
  limits:
    "A similar name is reported only for a function that nothing in the library calls, while the real entry point is missing. Exports are checked for PGXS builds only, and not where a macro that is not in sight may bring them.",
  examples: [
    {
      title: "A misspelt name",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _dynpgext_init(const dynpgext_handle *handle)
//               ^^^^^^^^^^^^^^ the loader looks for _Dynpgext_init
{
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
}
`,
      fixGivesGood: true,
    },
    {
      title: "A static entry point without the handle",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static void _Dynpgext_init(void)
//          ^^^^^^^^^^^^^^ is static, so the loader does not find it
//          ^^^^^^^^^^^^^^ takes no handle
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
    for (const fn of view.program.functions) {
      if (fn.path.endsWith("/dynpgext.h")) continue;
      if (Object.hasOwn(entryPoints, fn.name)) checkEntryPoint(view, fn, fn.name as EntryPointName, report);
      else checkName(view, fn, report);
    }
    checkMagic(view, report);
  },
};

function nameSite(fn: FunctionRef): Site {
  return siteIn(fn, fn.definition.nameSpan);
}

function checkName(view: LibraryView, fn: FunctionRef, report: Reporter): void {
  const meant = meantEntryPoint(view, fn);
  if (!meant) return;
  const edits: TextEdit[] = [{ ...nameSite(fn), newText: meant }];
  edits.unshift(...staticWords(view, fn).words.map((word) => ({ ...word, newText: "" })));
  for (const file of view.files) {
    for (const { item, placed } of file.declarations.prototypes.get(fn.name) ?? []) {
      const { start, end } = item.declarator.nameSpan;
      edits.push({ path: file.path, start: placed.start + start, end: placed.start + end, newText: meant });
    }
  }
  report({
    at: nameSite(fn),
    message: `Nothing calls ${fn.name}: the loader looks for ${meant} and passes the library over silently`,
    fixes: [{ title: `Rename to ${meant}`, safety: "review", edits }],
  });
}

function checkEntryPoint(view: LibraryView, fn: FunctionRef, name: EntryPointName, report: Reporter): void {
  const at = nameSite(fn);
  const { isStatic, words } = staticWords(view, fn);
  if (isStatic) {
    const edits = words.map((word) => ({ ...word, newText: "" }));
    report({
      at,
      message: `${name} is static, so the loader does not find it`,
      fixes: edits.length > 0 ? [{ title: `Remove static from ${name}`, safety: "safe", edits }] : [],
    });
  }
  const fault = shapeFault(view, fn, name);
  if (fault) {
    const fixes: Fix[] =
      fault.edits.length > 0
        ? [{ title: `Declare it ${declarationOf(name)}`, safety: "review", edits: fault.edits }]
        : [];
    report({ at, message: fault.message, severity: fault.severity, fixes });
  }
  if (!view.hidesSymbols || isStatic || isExported(view, fn) || mayBeExported(view, fn)) return;
  // A magic without a semicolon is taken for the beginning of the function.
  const magic = /^(?:\s*DYNPGEXT_MAGIC\b\s*)?/u.exec(fn.text.slice(fn.definition.start))![0];
  const start = fn.base + fn.definition.start + magic.length;
  report({
    at,
    message: `${name} has no PGDLLEXPORT: PGXS hides it from PostgreSQL 16 on, and the loader does not find it`,
    fixes: [
      {
        title: `Add PGDLLEXPORT to ${name}`,
        safety: "safe",
        edits: [{ path: fn.path, start, end: start, newText: "PGDLLEXPORT " }],
      },
    ],
  });
}

/** `DYNPGEXT_MAGIC` of an older header defines a function that hidden visibility hides as well. */
function checkMagic(view: LibraryView, report: Reporter): void {
  if (!view.hidesSymbols || view.header.exportsMagic !== false) return;
  const site = findMagics(view, "DYNPGEXT_MAGIC").sites[0];
  const file = view.files.find(({ path }) => path === site?.path);
  if (!site || !file) return;
  const isDeclared = view.program
    .visibleFrom(site.path)
    .some((other) =>
      (other.declarations.prototypes.get("_Dynpgext_magic") ?? []).some(
        ({ item }) => item.declaration.isExported,
      ),
    );
  if (isDeclared || /#[ \t]*pragma\s+GCC\s+visibility/u.test(file.text)) return;
  const lineStart = file.text.lastIndexOf("\n", site.start - 1) + 1;
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const edits = [
    {
      path: site.path,
      start: lineStart,
      end: lineStart,
      newText: `PGDLLEXPORT dynpgext_magic *_Dynpgext_magic();${eol}`,
    },
  ];
  const returnsStruct = view.files.some((other) =>
    other
      .macrosNamed("DYNPGEXT_MAGIC")
      .some(({ body }) => /\bdynpgext_magic\s*\*\s*_Dynpgext_magic\s*\(\s*\)/u.test(body)),
  );
  report({
    at: site,
    message:
      "DYNPGEXT_MAGIC of this dynpgext.h does not export _Dynpgext_magic: PGXS hides it from PostgreSQL 16 on, and the loader passes the library over silently",
    fixes: returnsStruct
      ? [{ title: "Declare _Dynpgext_magic with PGDLLEXPORT", safety: "safe", edits }]
      : [],
  });
}

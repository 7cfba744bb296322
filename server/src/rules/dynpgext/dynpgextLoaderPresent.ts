import type { Fix } from "../../base/finding";
import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { LibraryView } from "../../index/libraryView";
import { forEachCall } from "../../syntax/c/lower/walk";
import { siteIn } from "../../flow/program";
import { addInclude, includesOf } from "../helpers/includes";
import type { LibraryRule } from "../rule";

const name = "dynpgext_loader_present";
const replacement = 'GetConfigOption("dynpgext.loader_present", true, false) != NULL';

export const dynpgextLoaderPresent: LibraryRule = {
  id: "dynpgext-loader-present",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Call of the broken dynpgext_loader_present()",
  sources: [
    "dynpgext.h of 2023, dynpgext_loader_present: measured with and without omni_ext on PostgreSQL 15",
    "src/backend/utils/misc/guc.c GetConfigOption, REL_15_STABLE: NULL for an unknown setting when missing_ok is true",
  ],
  why: "`dynpgext_loader_present()` of the published headers raises an error where a loader is present, and crashes at its second call where none is.",
  fix: 'Ask for the setting that every loader defines: `GetConfigOption("dynpgext.loader_present", true, false) != NULL`, from `utils/guc.h`.',
  limits: "Silent when the workspace itself defines the function and asks `GetConfigOption` in it.",
  examples: [
    {
      title: "Asking for the loader",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(has_loader);
Datum
has_loader(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(dynpgext_loader_present());
//                 ^^^^^^^^^^^^^^^^^^^^^^^^^ crashes at its second call
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(has_loader);
Datum
has_loader(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(GetConfigOption("dynpgext.loader_present", true, false) != NULL);
}
`,
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    if (isDefinedSoundly(view)) return;
    for (const site of callsOf(view)) {
      report({
        at: site,
        message: `${name}() raises an error where a loader is present and crashes at its second call where none is`,
        fixes: useSetting(view, site),
      });
    }
  },
};

/** The workspace has a definition that asks for the setting, or one with other contents that we have no verdict on. */
function isDefinedSoundly(view: LibraryView): boolean {
  return view.files.some((file) =>
    file
      .functionsNamed(name)
      .some(
        ({ placed }) =>
          !file.path.endsWith("/dynpgext.h") ||
          /GetConfigOption\s*\([^;]*,\s*true\s*,/u.test(placed.chunk.text),
      ),
  );
}

/** Calls as written, and uses of macros that call it. */
function callsOf(view: LibraryView): readonly Site[] {
  const sites: Site[] = [];
  for (const fn of view.program.functions) {
    if (!fn.text.includes(name) || fn.name === name) continue;
    forEachCall(fn.definition.body, (call) => {
      if (call.callee.kind === "identifier" && call.callee.name === name) sites.push(siteIn(fn, call));
    });
  }
  for (const event of view.events) {
    if (event.kind === "call" && event.callee === name && event.fn.name !== name) sites.push(event.site);
  }
  return sites;
}

function useSetting(view: LibraryView, site: Site): readonly Fix[] {
  const file = view.files.find(({ path }) => path === site.path);
  if (!file || !file.text.slice(site.start, site.end).startsWith(name)) return [];
  const before = file.text.slice(0, site.start).trimEnd();
  const after = file.text.slice(site.end).trimStart();
  const standsAlone =
    /(?:[(,]|[^=!<>]=|\breturn|&&|\|\|)$/u.test(before) && /^(?:[),;]|&&|\|\|)/u.test(after);
  const edits: TextEdit[] = [{ ...site, newText: standsAlone ? replacement : `(${replacement})` }];
  if (!includesOf(view, site.path).some(({ path }) => path === "utils/guc.h")) {
    const include = addInclude(file, "utils/guc.h");
    if (include) edits.unshift(include);
  }
  return [{ title: "Ask for the setting dynpgext.loader_present", safety: "safe", edits }];
}

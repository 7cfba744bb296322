import { findMagics, magicAnchor } from "../helpers/magic";
import { insertLineAfter } from "../helpers/insertLine";
import type { LibraryRule } from "../rule";

export const dynpgextMagicMissing: LibraryRule = {
  id: "dynpgext-magic-missing",
  pack: "dynpgext",
  scope: "library",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Library uses the Dynpgext interface without DYNPGEXT_MAGIC",
  sources: [
    'dynpgext.h, DYNPGEXT_MAGIC: "in addition to PG_MODULE_MAGIC"',
    "omni_ext, January and February 2024: libraries without the magic are passed over",
  ],
  why: "A loader looks for `_Dynpgext_magic()` in every library. One that does not export it is passed over without a word: `_Dynpgext_init` never runs, no memory is allocated, no worker starts, and every look-up returns NULL.",
  fix: "Add `DYNPGEXT_MAGIC;` once per library, after `PG_MODULE_MAGIC;`.",
  limits:
    "A library that only looks memory up needs no magic and is silent. A magic inside a macro, or in an `#if` branch that may be compiled, counts.",
  examples: [
    {
      title: "Only PostgreSQL's own magic",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
// <--------------- no DYNPGEXT_MAGIC

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
    const magics = findMagics(view, "DYNPGEXT_MAGIC");
    if (magics.sites.length > 0 || magics.isDoubtful) return;
    const isParticipant =
      view.entryPoint("_Dynpgext_init") !== undefined ||
      view.allocations.length > 0 ||
      view.registrations.length > 0;
    const isHandMade = view.program.functions.some(({ name }) => name === "_Dynpgext_magic");
    const anchor = magicAnchor(view);
    if (!isParticipant || isHandMade || !anchor) return;
    report({
      at: anchor.site,
      message: `The library ${view.library.name} has no DYNPGEXT_MAGIC, so a loader passes it over silently`,
      fixes: [
        {
          title: "Add DYNPGEXT_MAGIC",
          safety: "safe",
          edits: [insertLineAfter(anchor.file.text, anchor.site, "DYNPGEXT_MAGIC;")],
        },
      ],
    });
  },
};

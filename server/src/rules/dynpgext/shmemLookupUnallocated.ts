import type { Severity } from "../../base/finding";
import { sameSite, type Site } from "../../base/span";
import { piecesOf } from "../../flow/evaluate/text";
import type { Allocation, Lookup } from "../../index/interfaceUse";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { doubtfulNames } from "../helpers/doubtfulCode";
import { renameName } from "../helpers/renameName";
import {
  allocatedNames,
  lookedUpNames,
  mayBe,
  namePrefix,
  quoted,
  type NameUse,
} from "../helpers/shmemNames";
import { suggestName, type Suggestion } from "../helpers/suggestName";
import type { Report, WorkspaceRule } from "../rule";

export const shmemLookupUnallocated: WorkspaceRule = {
  id: "shmem-lookup-unallocated",
  pack: "dynpgext",
  scope: "workspace",
  severity: "error",
  stage: "stable",
  since: "0.1.0",
  title: "Shared memory is looked up under a name that nothing allocates",
  sources: [
    "omni_ext, January and February 2024, dynpgext_lookup_shmem: a hash search by the name alone, NULL when there is no such entry",
    "dynpgext.h, dynpgext_lookup_shmem: NULL when the name is unknown",
  ],
  why: "The name is all that connects a look-up with its memory. For one that nobody has allocated `dynpgext_lookup_shmem` returns NULL; using that pointer crashes the backend, and with it every session of the cluster. With a check in place the code behind it never runs. Neither the compiler nor the loader can tell a misspelt name from one that another extension will allocate.",
  fix: "Write both names from one `#define`. The quick fix changes the text of the look-up, where it stands: in the call, or in the macro or header that it comes from.",
  limits:
    "Every library of the workspace counts. Names that are put together at run time are compared as patterns: what one of them may turn out to be is never reported, nor is a name that stands in code the analysis did not follow (branches of `#if` that were left out, functions it could not read). A name that begins like no extension of the workspace may belong to one that is installed beside it: a warning when the result is used without a check, else a hint.",
  examples: [
    {
      title: "A letter is missing",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "tally:1.0:visits", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(tally_ready);
Datum
tally_ready(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem("tally:1.0:vists") != NULL);
	//                                   ^^^^^^^^^^^^^^^^^ did you mean "tally:1.0:visits"
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "tally:1.0:visits", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

PG_FUNCTION_INFO_V1(tally_ready);
Datum
tally_ready(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(dynpgext_lookup_shmem("tally:1.0:visits") != NULL);
}
`,
      fixGivesGood: true,
    },
  ],
  check(index, report) {
    const allocated = allocatedNames(index);
    const keys = new Set(allocated.map(({ key }) => key));
    const lookedUp = lookedUpNames(index);
    const candidates = lookedUp.filter(
      ({ key, text }) => key !== "" && !keys.has(key) && !isBuiltAtRunTime(index, text.text),
    );
    if (candidates.length === 0) return;
    const doubtful = doubtfulNames(index, "allocate_shmem");
    for (const lookup of candidates) {
      if (doubtful.some((expression) => expression.test(lookup.text.text))) continue;
      report(describe(index, lookup, allocated, lookedUp));
    }
  },
};

function isBuiltAtRunTime(index: WorkspaceIndex, name: string): boolean {
  return index.interfaceLibraries.some((view) =>
    view.allocations.some((allocation) => mayBe(allocation.name, name)),
  );
}

function describe(
  index: WorkspaceIndex,
  lookup: NameUse<Lookup>,
  allocated: readonly NameUse<Allocation>[],
  lookedUp: readonly NameUse<Lookup>[],
): Report {
  const { site, text } = lookup;
  const suggestion = suggestName(
    text.text,
    allocated.map((allocation) => allocation.text.text),
  );
  if (!suggestion) {
    const isOwn = belongsToWorkspace(index, text.text, allocated);
    const message = isOwn
      ? `Nothing allocates shared memory named ${quoted(text.text)}, so this look-up returns NULL`
      : `Nothing in the workspace allocates shared memory named ${quoted(text.text)}: unless another extension does, this look-up returns NULL`;
    return { at: site, message, ...(isOwn ? {} : { severity: foreignSeverity(lookup) }) };
  }
  const meant = allocated.filter((allocation) => allocation.text.text === suggestion.name);
  return {
    at: site,
    message: `Nothing allocates shared memory named ${quoted(text.text)}, so this look-up returns NULL; did you mean ${quoted(suggestion.name)}?`,
    related: meant.slice(0, 3).map((allocation) => ({ site: allocation.site, message: "allocated here" })),
    fixes: renameFix(lookup, suggestion, [
      ...allocated,
      ...lookedUp.filter((other) => other.text.text !== text.text),
    ]),
  };
}

function renameFix(
  lookup: NameUse<Lookup>,
  suggestion: Suggestion,
  others: readonly NameUse<unknown>[],
): NonNullable<Report["fixes"]> {
  const isShared = (literal: Site): boolean =>
    others.some(({ text }) =>
      piecesOf(text).some((piece) => piece.literal && sameSite(piece.literal, literal)),
    );
  const edit = renameName({
    view: lookup.view,
    name: lookup.use.name,
    text: lookup.text,
    to: suggestion.name,
    isShared,
  });
  if (!edit) return [];
  const safety = suggestion.by === "spelling" ? "safe" : "review";
  return [{ title: `Change the name to ${quoted(suggestion.name)}`, safety, edits: [edit] }];
}

/** Its first part is an extension or library of the workspace, or begins a name that is allocated here. */
function belongsToWorkspace(
  index: WorkspaceIndex,
  name: string,
  allocated: readonly NameUse<Allocation>[],
): boolean {
  const own = new Set([
    ...index.extensions.map((extension) => extension.name),
    ...index.interfaceLibraries.map(({ library }) => library.name),
  ]);
  const prefix = namePrefix(name);
  if (prefix !== undefined)
    return own.has(prefix) || allocated.some(({ text }) => namePrefix(text.text) === prefix);
  return (
    [...own].some((extension) => name.startsWith(extension)) ||
    allocated.some(({ text }) => namePrefix(text.text) === undefined)
  );
}

/** Memory of another extension may well be missing: code that copes with that is fine. */
function foreignSeverity({ view, use }: NameUse<Lookup>): Severity {
  const isUnchecked = view.events.some(
    (event) =>
      event.kind === "access" &&
      event.mode !== "pass" &&
      (event.lookup.check === "none" || event.lookup.check === "asserted" || event.lookup.check === "null") &&
      sameSite(event.lookup.site, use.event.site),
  );
  return isUnchecked ? "warning" : "hint";
}

import { contains, sameSite, type Site } from "../../base/span";
import { collectLocals, type LocalVariable } from "../../flow/evaluate/activation";
import { piecesOf } from "../../flow/evaluate/text";
import { alternatives } from "../../flow/evaluate/value";
import type { FunctionRef } from "../../flow/program";
import type { Allocation } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { forEachExpression, forEachStatement } from "../../syntax/c/lower/walk";
import type { Expression } from "../../syntax/c/model";
import { doubtfulNames } from "../helpers/doubtfulCode";
import { textMatches } from "../helpers/plainCode";
import { allocatedNames, lookedUpNames, mayBe, quoted, textAt, type NameUse } from "../helpers/shmemNames";
import type { WorkspaceRule } from "../rule";

export const shmemAllocationUnused: WorkspaceRule = {
  id: "shmem-allocation-unused",
  pack: "dynpgext",
  scope: "workspace",
  severity: "hint",
  stage: "stable",
  since: "0.1.0",
  title: "Shared memory is allocated and never looked up",
  sources: [
    "omni_ext, January and February 2024, allocate_shmem: memory is taken at server start, and never given back",
  ],
  why: "The memory is taken from a small budget at server start and never given back, in every cluster that has the extension installed. Often an allocation that nothing looks up is the other half of a misspelt look-up, or what is left of a feature.",
  fix: "Remove the allocation, or look it up.",
  limits:
    "Another extension may look the memory up, which is why this is a hint. Silent when some look-up of the workspace is made with a name that is only known at run time and may be this one, when the name is mentioned anywhere else, and when the callback keeps or passes on the pointer it is given.",
  examples: [
    {
      title: "One of two is used",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "meter:1.0:now", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "meter:1.0:history", 4096, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^^^^^ never looked up
}

bool
meter_is_ready(void)
{
	return dynpgext_lookup_shmem("meter:1.0:now") != NULL;
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
	handle->allocate_shmem(handle, "meter:1.0:now", sizeof(int), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

bool
meter_is_ready(void)
{
	return dynpgext_lookup_shmem("meter:1.0:now") != NULL;
}
`,
    },
  ],
  check(index, report) {
    const lookedUp = new Set(lookedUpNames(index).map(({ key }) => key));
    const isPerhapsLookedUp = (name: string): boolean =>
      index.interfaceLibraries.some((view) => view.lookups.some((lookup) => mayBe(lookup.name, name)));
    const candidates = allocatedNames(index).filter(
      ({ key, text }) => key !== "" && !lookedUp.has(key) && !isPerhapsLookedUp(text.text),
    );
    if (candidates.length === 0) return;
    const doubtful = doubtfulNames(index, "dynpgext_lookup_shmem");
    for (const allocation of candidates) {
      const { text, site, use } = allocation;
      if (
        doubtful.some((expression) => expression.test(text.text)) ||
        mayKeepPointer(allocation) ||
        isMentionedElsewhere(index, allocation, candidates)
      )
        continue;
      // Of several texts that one argument can be, only some may happen.
      if (use.name.isArbitrary) continue;
      report({
        at: site,
        message: `Shared memory ${quoted(text.text)} is allocated and never looked up in this workspace`,
      });
    }
  },
};

/** The callback does more with the pointer than to fill the memory: it stores it or hands it to the extension's own code. */
function mayKeepPointer({ view, use }: NameUse<Allocation>): boolean {
  return alternatives(use.callback).some((callback) => {
    if (callback.kind === "number" && callback.value === 0) return false;
    const fn =
      callback.kind === "function" ? view.program.findFunction(callback.name, callback.path) : undefined;
    const pointer = fn?.definition.parameters[0]?.name;
    return fn === undefined || (pointer !== undefined && keepsPointer(view, fn, pointer));
  });
}

function keepsPointer(view: LibraryView, fn: FunctionRef, pointer: string): boolean {
  const locals = new Map<string, LocalVariable>();
  collectLocals(fn.definition.body, locals);
  const aliases = new Set([pointer]);
  forEachStatement(fn.definition.body, (statement) => {
    if (statement.kind !== "declaration") return;
    for (const { name, initializer } of statement.declaration.declarators)
      if (initializer && isOneOf(initializer, aliases)) aliases.add(name);
  });
  let isKept = false;
  forEachExpression(fn.definition.body, (expression) => {
    if (expression.kind === "assignment" && isOneOf(expression.value, aliases)) {
      const { target } = expression;
      if (target.kind === "identifier" && locals.get(target.name)?.storage === "automatic")
        aliases.add(target.name);
      else isKept = true;
    }
    if (expression.kind !== "call" || !expression.args.some((argument) => isOneOf(argument, aliases))) return;
    const { callee } = expression;
    isKept ||=
      callee.kind !== "identifier" ||
      view.program.findFunction(callee.name, fn.path) !== undefined ||
      view.program.findMacros(callee.name, fn.path).length > 0;
  });
  return isKept;
}

function isOneOf(value: Expression, names: ReadonlySet<string>): boolean {
  if (value.kind === "cast") return isOneOf(value.operand, names);
  return value.kind === "identifier" && names.has(value.name);
}

/** The same text, or the macro that holds it, stands somewhere beside this allocation and the other candidates. */
function isMentionedElsewhere(
  index: WorkspaceIndex,
  allocation: NameUse<Allocation>,
  candidates: readonly NameUse<Allocation>[],
): boolean {
  const own = candidates.filter(({ key }) => key === allocation.key);
  const literals = own.flatMap(({ text }) => piecesOf(text).flatMap(({ literal }) => literal ?? []));
  const calls = own.flatMap(({ use, site }) => [use.event.site, use.name.site, site]);
  const written = textAt(allocation.view, allocation.use.name.site);
  const words = [
    `"${allocation.text.text}"`,
    ...(/^[A-Za-z_]\w*$/u.test(written) &&
    allocation.view.program.findMacros(written, allocation.site.path).length > 0
      ? [written]
      : []),
  ];
  const isOwn = (site: Site): boolean =>
    literals.some((literal) => sameSite(literal, site)) ||
    calls.some((call) => call.path === site.path && contains(call, site));
  return index.interfaceLibraries.some((view) =>
    view.files.some((file) =>
      words.some((word) => {
        const pattern = word.startsWith('"')
          ? escaped(word)
          : String.raw`(?<!#[ \t]*define[ \t]+)\b${word}\b`;
        return textMatches(file, pattern).some(
          ({ text, index }) => !isOwn({ path: file.path, start: index, end: index + text.length }),
        );
      }),
    ),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}

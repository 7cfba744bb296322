import type { Fix, RelatedPlace } from "../../base/finding";
import { sameSite, type Site } from "../../base/span";
import type { CallEvent } from "../../flow/evaluate/event";
import { alternatives, type NumberValue, type Value } from "../../flow/evaluate/value";
import type { LibraryView } from "../../index/libraryView";
import {
  allocateArguments,
  databaseLocalFlag,
  dynpgextConstants,
  notifyFlag,
  registerArguments,
} from "../../pg/dynpgextInterface";
import { textAt } from "../helpers/workers";
import type { LibraryRule, Report } from "../rule";

const global = "DYNPGEXT_SCOPE_GLOBAL";
const databaseLocal = "DYNPGEXT_SCOPE_DATABASE_LOCAL";
const notify = "DYNPGEXT_REGISTER_BGWORKER_NOTIFY";
const allocateDefaults = "DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS";
const registerDefaults = "DYNPGEXT_REGISTER_BGWORKER_DEFAULTS";

type Callee = "allocate_shmem" | "register_bgworker";

interface Fault {
  readonly message: string;
  /** How to write the argument instead: from its text, undefined when it is not as simple as that. */
  readonly rewrites: readonly { readonly title: string; rewrite(text: string): string | undefined }[];
}

export const scopeFlags: LibraryRule = {
  id: "scope-flags",
  pack: "dynpgext",
  scope: "library",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Flags that do not say what they seem to",
  sources: [
    "dynpgext.h: DYNPGEXT_SCOPE_GLOBAL is 0, DYNPGEXT_SCOPE_DATABASE_LOCAL 1, DYNPGEXT_REGISTER_BGWORKER_NOTIFY 2",
    "dynpgext.h: DYNPGEXT_ALLOCATE_SHMEM_DEFAULTS is global, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS database-local",
  ],
  why: "`DYNPGEXT_SCOPE_GLOBAL` is 0: beside `DYNPGEXT_SCOPE_DATABASE_LOCAL` it changes nothing. The two `_DEFAULTS` differ: those for workers mean *database-local*, those for memory mean *global*, so the wrong one multiplies memory by the number of databases, or starts one worker instead of one per database. `DYNPGEXT_REGISTER_BGWORKER_NOTIFY` is for workers only.",
  fix: "Name one scope: `DYNPGEXT_SCOPE_GLOBAL` or `DYNPGEXT_SCOPE_DATABASE_LOCAL`.",
  limits:
    "Flags that are known only at run time are not reported. A plain `0` is fine, and so are constants of your own that an `enum` gives names to.",
  examples: [
    {
      title: "The defaults of the other function",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "meter:1.0:total", sizeof(int64), NULL, NULL, DYNPGEXT_REGISTER_BGWORKER_DEFAULTS);
//                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ database-local
}

PG_FUNCTION_INFO_V1(meter_is_ready);
Datum
meter_is_ready(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(dynpgext_lookup_shmem("meter:1.0:total") != NULL);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
    handle->allocate_shmem(handle, "meter:1.0:total", sizeof(int64), NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
}

PG_FUNCTION_INFO_V1(meter_is_ready);
Datum
meter_is_ready(PG_FUNCTION_ARGS)
{
    PG_RETURN_BOOL(dynpgext_lookup_shmem("meter:1.0:total") != NULL);
}
`,
      fixGivesGood: true,
    },
  ],
  check(view, report) {
    for (const { event, flags } of view.allocations) {
      for (const found of faultsOf(view, event, "allocate_shmem", flags, allocateArguments.flags))
        report(found);
    }
    for (const { event, flags } of view.registrations) {
      const count = event.args.length;
      if (count !== 3 && count !== 5) continue;
      for (const found of faultsOf(view, event, "register_bgworker", flags, registerArguments[count].flags))
        report(found);
    }
  },
};

function faultsOf(
  view: LibraryView,
  event: CallEvent,
  callee: Callee,
  flags: Value,
  position: number,
): readonly Report[] {
  const site = event.argumentOrigins[position]!;
  const passed = event.argumentSites[position]!;
  const related: RelatedPlace[] = sameSite(site, passed)
    ? []
    : [{ site: passed, message: `passed to ${callee} here` }];
  return alternatives(flags).flatMap((one) => {
    if (one.kind !== "number" || one.value === undefined) return [];
    const fault = faultOf(one, one.value, callee);
    return fault ? { at: site, message: fault.message, related, fixes: fixesOf(view, site, fault) } : [];
  });
}

/** The gravest fault of one set of flags. */
function faultOf(flags: NumberValue, value: number, callee: Callee): Fault | undefined {
  const has = (name: string): boolean => flags.names.includes(name);
  const foreign = callee === "allocate_shmem" ? registerDefaults : allocateDefaults;
  if (has(foreign)) return foreignDefaults(foreign, value, callee);
  if (callee === "allocate_shmem" && has(notify) && (value & notifyFlag) !== 0) return notifyForMemory();
  const localName = has(databaseLocal)
    ? databaseLocal
    : callee === "register_bgworker" && has(registerDefaults)
      ? registerDefaults
      : undefined;
  if (has(global) && localName !== undefined && (value & databaseLocalFlag) !== 0)
    return bothScopes(localName);
  const named = flags.names.reduce((bits, name) => bits | (dynpgextConstants[name] ?? 0), 0);
  const bare = value & ~named;
  return bare !== 0 && flags.hasLiteral ? bareNumber(bare, value, callee) : undefined;
}

function foreignDefaults(foreign: string, value: number, callee: Callee): Fault {
  const isLocal = (value & databaseLocalFlag) !== 0;
  const scope = isLocal ? databaseLocal : global;
  const owner = callee === "allocate_shmem" ? "register_bgworker" : "allocate_shmem";
  const own = callee === "allocate_shmem" ? allocateDefaults : registerDefaults;
  const thing = callee === "allocate_shmem" ? "memory" : "worker";
  return {
    message: `${foreign} belongs to ${owner} and makes this ${thing} ${isLocal ? "database-local" : "global"}, unlike ${own}`,
    rewrites: [
      { title: `Say ${scope}, which it means`, rewrite: (text) => replaceName(text, foreign, scope) },
      { title: `Replace it by ${own}`, rewrite: (text) => replaceName(text, foreign, own) },
    ],
  };
}

function notifyForMemory(): Fault {
  return {
    message: `${notify} means nothing to allocate_shmem: it is a flag for workers`,
    rewrites: [
      {
        title: `Drop ${notify}`,
        rewrite: (text) => (text.trim() === notify ? global : dropName(text, notify)),
      },
    ],
  };
}

function bothScopes(localName: string): Fault {
  const local = localName === databaseLocal ? "" : `, which is ${databaseLocal},`;
  return {
    message: `${global} is 0 and has no effect beside ${localName}${local}: this is database-local`,
    rewrites: [
      { title: `Drop ${global}`, rewrite: (text) => dropName(text, global) },
      { title: `Drop ${localName}`, rewrite: (text) => dropName(text, localName) },
    ],
  };
}

function bareNumber(bare: number, value: number, callee: Callee): Fault {
  const known = callee === "allocate_shmem" ? databaseLocalFlag : databaseLocalFlag | notifyFlag;
  const meant = [
    (bare & databaseLocalFlag) !== 0 ? databaseLocal : "",
    (bare & notifyFlag) !== 0 ? notify : "",
  ].filter((name) => name !== "");
  const isKnown = (bare & ~known) === 0;
  const message = isKnown
    ? `The bare number ${bare} in the flags of ${callee} means ${meant.join(" | ")}`
    : `The number ${bare} in the flags of ${callee} is no flag that the interface knows`;
  const rewrite = (text: string): string | undefined =>
    isKnown && bare === value && /^(?:0[xX][\da-fA-F]+|0[bB][01]+|\d+)[uUlL]*$/u.test(text)
      ? meant.join(" | ")
      : undefined;
  return { message, rewrites: [{ title: `Say ${meant.join(" | ")}`, rewrite }] };
}

function fixesOf(view: LibraryView, site: Site, { rewrites }: Fault): readonly Fix[] {
  const text = textAt(view, site);
  return rewrites.flatMap(({ title, rewrite }): Fix[] => {
    const newText = rewrite(text);
    return newText === undefined ? [] : [{ title, safety: "review", edits: [{ ...site, newText }] }];
  });
}

function replaceName(text: string, name: string, by: string): string | undefined {
  // A scope beside it that is the same needs no second naming.
  if (text === name) return by;
  const replaced = text.replace(new RegExp(String.raw`\b${name}\b`, "u"), by);
  if (replaced === text || /[?:&~^]/u.test(text)) return undefined;
  const words = replaced.split("|").map((word) => word.trim());
  const isSimple = words.every((word) => /^\w+$/u.test(word));
  const contradicts =
    words.includes(global) && (words.includes(databaseLocal) || words.includes(registerDefaults));
  return isSimple ? (contradicts ? undefined : [...new Set(words)].join(" | ")) : replaced;
}

function dropName(text: string, name: string): string | undefined {
  if (/[?:&~^]/u.test(text)) return undefined;
  const without = text.replace(new RegExp(String.raw`\s*\|\s*${name}\b|\b${name}\s*\|\s*`, "u"), "");
  return without === text ? undefined : without;
}

import type { Fix, RelatedPlace } from "../../base/finding";
import type { Escape } from "../../flow/regions/regionEvent";
import type { FunctionView } from "../../index/functionView";
import { isBorneOut } from "../helpers/regionGlobal";
import { allocateInFix } from "../helpers/regionAllocateIn";
import { keptStory } from "../helpers/regionStory";
import type { FunctionRule } from "../rule";

export const regionEscapeStatic: FunctionRule = {
  id: "region-escape-static",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "Memory of a short-lived region is kept where it outlives the region",
  sources: [
    "src/backend/utils/mmgr/README, section Globally Known Contexts, REL_15_STABLE",
    "src/include/fmgr.h, FmgrInfo.fn_extra and fn_mcxt, REL_15_STABLE: what is kept in fn_extra is to be allocated in fn_mcxt",
    "src/backend/executor/spi.c, SPI_finish, REL_15_STABLE",
  ],
  why: "A static variable lives as long as the process, `fn_extra` as long as the query's plan, but what is allocated in a SQL function lives until the current row or call is done. The next call finds the pointer set and uses memory that belongs to somebody else. The first call works, so tests pass.",
  fix: "Allocate in a context that lives as long as the place that holds the pointer: `TopMemoryContext` for statics, `fcinfo->flinfo->fn_mcxt` for `fn_extra`, the context of the struct itself for its fields. Or set the pointer to NULL before the memory ends.",
  limits:
    "A static is reported when the memory certainly ends before the function returns; and in a function of SQL, when it is set only while it is NULL, or while a flag beside it is not set, so that the next call finds it, or when it is a list or a set that grows there and nothing empties it, and no other function of the library sets it. The same memory in a list or array behind the static is not followed.",
  examples: [
    {
      title: "A cache in a static, filled by the first call",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(greeting);

static char *cached = NULL;

Datum
greeting(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
		cached = pstrdup("hello");
		// <------------------------- keeps memory of
	PG_RETURN_TEXT_P(cstring_to_text(cached));
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(greeting);

static char *cached = NULL;

Datum
greeting(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
		cached = MemoryContextStrdup(TopMemoryContext, "hello");
	PG_RETURN_TEXT_P(cstring_to_text(cached));
}
`,
      fixGivesGood: true,
    },
    {
      title: "The memory of a row, seen from the next one",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(first_letter);

static char *cached = NULL;

Datum
first_letter(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
		cached = pstrdup("hello");
		// <------------------------- keeps memory of
	PG_RETURN_INT32(cached[0]);
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(first_letter);

static char *cached = NULL;

Datum
first_letter(PG_FUNCTION_ARGS)
{
	if (cached == NULL)
		cached = MemoryContextStrdup(TopMemoryContext, "hello");
	PG_RETURN_INT32(cached[0]);
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION first_letter() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT string_agg(letter::text, ' ') FROM (SELECT first_letter() AS letter FROM generate_series(1, 3)) AS letters;`,
        bad: "104 127 127",
        good: "104 104 104",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "escape" || event.to === "shared") continue;
      if (!isBorneOut(view, event.provided)) continue;
      const fix = longerLivedFix(view, event);
      report({
        at: event.site,
        message: messageOf(event),
        related: storyOf(event),
        fixes: fix ? [fix] : [],
      });
    }
  },
};

function messageOf({ to, target, value, end, holder }: Escape): string {
  const region = value.region?.name ?? "a shorter-lived region";
  const holds = {
    static: `\`${target}\` is static and keeps`,
    global: `\`${target}\` is global and keeps`,
    fnExtra: `\`${target}\` lives longer than one call and keeps`,
    struct: `\`${target}\` is in ${holder?.name ?? "longer-lived memory"} and keeps`,
    shared: `\`${target}\` keeps`,
  }[to];
  return end
    ? `${holds} memory of ${region}, which ${end.callee} ends`
    : `${holds} memory of ${region}, which ends before it is used again`;
}

function storyOf({ site, value, end, holder }: Escape): readonly RelatedPlace[] {
  const holderOpened =
    holder?.openedAt === undefined
      ? []
      : [{ site: holder.openedAt, message: `${holder.name}, which holds the pointer, is opened here` }];
  return [...holderOpened, ...keptStory(value, { site, message: "kept here" }, end)];
}

function longerLivedFix(view: FunctionView, { to, target, value }: Escape): Fix | undefined {
  switch (to) {
    case "static":
    case "global":
      return allocateInFix(view, value, "TopMemoryContext");
    case "fnExtra":
      return target.endsWith("fn_extra")
        ? allocateInFix(view, value, target.replace(/fn_extra$/u, "fn_mcxt"))
        : undefined;
    case "struct": {
      const holder = /^([A-Za-z_]\w*)->\w+$/u.exec(target)?.[1];
      return holder === undefined
        ? undefined
        : allocateInFix(view, value, `GetMemoryChunkContext(${holder})`);
    }
    case "shared":
      return undefined;
  }
}

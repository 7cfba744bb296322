import { allocateForCallerFix } from "../helpers/regionAllocateIn";
import { goneText, useText } from "../helpers/regionGone";
import { keptStory, regionStory } from "../helpers/regionStory";
import { usesAfterEnd } from "../helpers/regionUses";
import type { FunctionRule } from "../rule";

export const regionReturnAfterClose: FunctionRule = {
  id: "region-return-after-close",
  pack: "regions",
  scope: "function",
  severity: "error",
  stage: "preview",
  since: "0.1.0",
  title: "Memory of a closed region is returned or handed out",
  sources: [
    "src/backend/executor/spi.c, SPI_finish, SPI_palloc, SPI_copytuple, REL_15_STABLE: SPI_palloc and its relatives allocate in the context that was current when SPI_connect was called",
    "src/backend/utils/mmgr/mcxt.c, MemoryContextDelete, MemoryContextReset, REL_15_STABLE",
    "https://www.postgresql.org/docs/15/spi-memory.html",
  ],
  why: "The caller gets a pointer into memory that is already given back. A SQL function that does this returns what happens to stand there: mostly the right value in a test, another row's text or garbage in production, or the backend crashes while it copies a length word that is none.",
  fix: "Allocate what is returned in the caller's context: `SPI_palloc`, `SPI_copytuple`, `SPI_datumTransfer` instead of the plain functions while SPI is connected; or switch to the context that was current before, with `MemoryContextSwitchTo`, around the allocation. Copy before the region is closed, not after.",
  limits:
    "Only what is certain is reported. A field of a returned struct that points into a closed region is reported by `region-escape-static`; deeper pointers, and those in arrays and lists, are not followed.",
  examples: [
    {
      title: "The result is built in the procedure context",
      bad: `#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(squares);

Datum
squares(PG_FUNCTION_ARGS)
{
	bytea	   *result;

	SPI_connect();
	SPI_execute("SELECT i * i FROM generate_series(1, 10) i", true, 0);
	result = palloc(VARHDRSZ + SPI_processed);
	SET_VARSIZE(result, VARHDRSZ + SPI_processed);
	memset(VARDATA(result), 1, SPI_processed);
	SPI_finish();
	PG_RETURN_BYTEA_P(result);
	//                ^^^^^^ is returned after SPI_finish closed
}
`,
      good: `#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(squares);

Datum
squares(PG_FUNCTION_ARGS)
{
	bytea	   *result;

	SPI_connect();
	SPI_execute("SELECT i * i FROM generate_series(1, 10) i", true, 0);
	result = SPI_palloc(VARHDRSZ + SPI_processed);
	SET_VARSIZE(result, VARHDRSZ + SPI_processed);
	memset(VARDATA(result), 1, SPI_processed);
	SPI_finish();
	PG_RETURN_BYTEA_P(result);
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION squares() RETURNS bytea AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT length(squares());`,
        bad: "62",
        good: "10",
      },
    },
  ],
  check(view, report) {
    for (const group of usesAfterEnd(view.regions, ["spiFinish", "contextDelete", "contextReset"])) {
      if (!group.leaves) continue;
      const { site, value, end, use } = group.main;
      const fix = allocateForCallerFix(view, value);
      const also = group.others.map((other) => ({ site: other.site, message: "and used here" }));
      report({
        at: site,
        message: `${useText(group.main)} after ${goneText(value, end)}`,
        related:
          use === "handedOut"
            ? [...keptStory(value, { site, message: "stored for the caller here" }, end), ...also]
            : regionStory({ value, end, last: { site, message: "returned here" }, also }),
        fixes: fix ? [fix] : [],
      });
    }
  },
};

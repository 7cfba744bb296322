import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";
import type { FunctionView } from "../../index/functionView";
import { indentationAt } from "../helpers/insertLine";
import { indentUnitOf, insertBefore, lineEndOf } from "../helpers/regionEdit";
import { innermostStatementAt } from "../helpers/regionStatement";
import type { FunctionRule } from "../rule";

export const regionStaleSpiResult: FunctionRule = {
  id: "region-stale-spi-result",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "The result of another SPI command is read, or a row that may not be there",
  sources: [
    "src/backend/executor/spi.c, SPI_processed and SPI_tuptable are set anew by each command; SPI_finish restores those of the outer connection, REL_15_STABLE",
    "https://www.postgresql.org/docs/15/spi-spi-execute.html: SPI_processed and SPI_tuptable",
  ],
  why: "`SPI_processed` and `SPI_tuptable` are two global variables that every command overwrites. A loop over the rows of one query that runs another query in its body counts and reads those of the inner query from then on. And a query that finds no row leaves `SPI_tuptable->vals` without an element: `vals[0]` is then whatever happens to be in memory.",
  fix: "Save `SPI_processed` and `SPI_tuptable` in local variables before the next command. Compare `SPI_processed` with 0 before the first row is read.",
  limits:
    "Whether a query may return no row is decided only for query texts that are constant, and only for a plain SELECT from a table: whatever calls a function in its select list may be an aggregate, which always gives a row. The number of a row has to be a literal. Helpers that run commands are seen when their code is in the workspace and they do so each time. A look at the number of rows anywhere in between is enough, whatever it decides.",
  examples: [
    {
      title: "A loop whose body runs another query",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(visit_all);

Datum
visit_all(PG_FUNCTION_ARGS)
{
	int32		visited = 0;

	SPI_connect();
	SPI_execute("SELECT generate_series(1, 5)", true, 0);
	for (uint64 i = 0; i < SPI_processed; i++)
	//                     ^^^^^^^^^^^^^ SPI_processed
	{
		SPI_execute("SELECT 1", true, 0);
		visited++;
	}
	SPI_finish();
	PG_RETURN_INT32(visited);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(visit_all);

Datum
visit_all(PG_FUNCTION_ARGS)
{
	int32		visited = 0;
	uint64		rows;

	SPI_connect();
	SPI_execute("SELECT generate_series(1, 5)", true, 0);
	rows = SPI_processed;
	for (uint64 i = 0; i < rows; i++)
	{
		SPI_execute("SELECT 1", true, 0);
		visited++;
	}
	SPI_finish();
	PG_RETURN_INT32(visited);
}
`,
      proof: {
        script: `CREATE FUNCTION visit_all() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT visit_all();`,
        bad: "1",
        good: "5",
      },
    },
    {
      title: "The first row of a query that may find none",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(oldest_visit);

Datum
oldest_visit(PG_FUNCTION_ARGS)
{
	int32		shop;
	bool		isnull;

	SPI_connect();
	SPI_execute("SELECT shop FROM visits ORDER BY visited_at LIMIT 1", true, 1);
	shop = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	//                                 ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
	SPI_finish();
	PG_RETURN_INT32(shop);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(oldest_visit);

Datum
oldest_visit(PG_FUNCTION_ARGS)
{
	int32		shop = 0;
	bool		isnull = true;

	SPI_connect();
	SPI_execute("SELECT shop FROM visits ORDER BY visited_at LIMIT 1", true, 1);
	if (SPI_processed > 0)
		shop = DatumGetInt32(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_finish();
	if (isnull)
		PG_RETURN_NULL();
	PG_RETURN_INT32(shop);
}
`,
      proof: {
        script: `CREATE TABLE visits (shop int, visited_at timestamptz);
CREATE FUNCTION oldest_visit() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT oldest_visit() IS NULL;`,
        bad: "the server crashes",
        good: "t",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "staleSpiResult") continue;
      const { site, what, variable, meantAt, replacedAt } = event;
      if (what === "unchecked") {
        const edits = rowCheckEdits(view, site, meantAt);
        report({
          at: site,
          message:
            "The first row is read without a look at `SPI_processed`, though the query may have returned no row",
          related: [
            { site: meantAt, message: "the query is run here" },
            { site, message: "its first row is read here" },
          ],
          ...(edits
            ? { fixes: [{ title: "Raise an error when there is no row", safety: "review", edits }] }
            : {}),
        });
        continue;
      }
      report({
        at: site,
        message: `\`${variable}\` tells of a later SPI command here, not of the one that is meant`,
        related: [
          { site: meantAt, message: "the command that is meant is run here" },
          ...(replacedAt ? [{ site: replacedAt, message: `\`${variable}\` is replaced here` }] : []),
          { site, message: `\`${variable}\` is read here` },
        ],
      });
    }
  },
};

/** Puts `if (SPI_processed == 0) elog(ERROR, …)` before the statement that reads the row. */
function rowCheckEdits(view: FunctionView, site: Site, meantAt: Site): readonly TextEdit[] | undefined {
  const statement = innermostStatementAt(view.fn, site);
  if (!statement || meantAt.start >= view.fn.base + statement.start) return undefined;
  const indent = indentationAt(view.file.text, view.fn.base + statement.start);
  const inner = `${lineEndOf(view)}${indent}${indentUnitOf(view)}`;
  const check = `if (SPI_processed == 0)${inner}elog(ERROR, "the query returned no row");`;
  return insertBefore(view, statement, check);
}

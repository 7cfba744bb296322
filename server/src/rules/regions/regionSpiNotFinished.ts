import { regionStory } from "../helpers/regionStory";
import { spiFinishEdits } from "../helpers/spiFinishEdits";
import type { FunctionRule } from "../rule";

export const regionSpiNotFinished: FunctionRule = {
  id: "region-spi-not-finished",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "A function returns with its SPI connection still open",
  sources: [
    'src/backend/executor/spi.c, SPI_connect_ext, SPI_finish, AtEOXact_SPI: "transaction left non-empty SPI stack", REL_15_STABLE',
    "https://www.postgresql.org/docs/15/spi-spi-finish.html",
  ],
  why: 'Between `SPI_connect` and `SPI_finish` the current memory context is that of the connection. A function that returns without `SPI_finish` leaves it current for its caller: what the caller allocates goes there, and is gone when the transaction ends and throws the connection away. The next `SPI_finish` of somebody who called this function, of PL/pgSQL for instance, closes this connection instead of its own. The server warns of a "non-empty SPI stack" when the transaction commits. An exit by `ereport(ERROR)` is fine: the abort of the transaction closes all connections.',
  fix: "Call `SPI_finish` on every path that returns. Values that are needed afterwards must be copied before it: with `SPI_palloc`, `SPI_copytuple`, `SPI_datumTransfer`, or after a switch to the context of the caller.",
  limits:
    "Nothing is said where a path is open only under a condition that is tested again before the return, about helpers whose purpose is to connect (they return the connection to their caller), and about functions with code that was not understood.",
  examples: [
    {
      title: "The early return of a query that found nothing",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_visits);

Datum
count_visits(PG_FUNCTION_ARGS)
{
	int64		visits;
	bool		isnull;

	SPI_connect();
	SPI_execute("SELECT sum(visits) FROM shops", true, 0);
	if (SPI_processed == 0)
		PG_RETURN_INT64(0);
		// <------------------ SPI connection
	visits = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	if (isnull)
		visits = -1;
	SPI_finish();
	PG_RETURN_INT64(visits);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_visits);

Datum
count_visits(PG_FUNCTION_ARGS)
{
	int64		visits;
	bool		isnull;

	SPI_connect();
	SPI_execute("SELECT sum(visits) FROM shops", true, 0);
	if (SPI_processed == 0)
	{
		SPI_finish();
		PG_RETURN_INT64(0);
	}
	visits = DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	if (isnull)
		visits = -1;
	SPI_finish();
	PG_RETURN_INT64(visits);
}
`,
      fixGivesGood: true,
    },
    {
      title: "The context that the caller is left with",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "nodes/memnodes.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(run_command);
PG_FUNCTION_INFO_V1(current_context);

/* Runs a command; gives the number of rows. */
Datum
run_command(PG_FUNCTION_ARGS)
{
	char	   *command = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		rows;

	SPI_connect();
	SPI_execute(command, false, 0);
	rows = (int32) SPI_processed;
	PG_RETURN_INT32(rows);
	// <--------------------- SPI connection
}

/* Where the code that called it allocates. */
Datum
current_context(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CurrentMemoryContext->name));
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "nodes/memnodes.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(run_command);
PG_FUNCTION_INFO_V1(current_context);

/* Runs a command; gives the number of rows. */
Datum
run_command(PG_FUNCTION_ARGS)
{
	char	   *command = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		rows;

	SPI_connect();
	SPI_execute(command, false, 0);
	rows = (int32) SPI_processed;
	SPI_finish();
	PG_RETURN_INT32(rows);
}

/* Where the code that called it allocates. */
Datum
current_context(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(CurrentMemoryContext->name));
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION run_command(text) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;
CREATE FUNCTION current_context() RETURNS text AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT run_command('SELECT 1'), current_context();`,
        bad: "WARNING: transaction left non-empty SPI stack\n1 | SPI Proc",
        good: "1 | ExprContext",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "spiNotFinished") continue;
      const { site, connectedAt } = event;
      const edits = spiFinishEdits(view, site);
      report({
        at: site,
        message: `\`${view.fn.name}\` returns with its SPI connection still open`,
        related: regionStory({
          last: { site: connectedAt, message: "the SPI connection is opened here" },
          also: [{ site, message: "the function returns here without SPI_finish" }],
        }),
        ...(edits
          ? { fixes: [{ title: "Call SPI_finish before the return", safety: "review", edits }] }
          : {}),
      });
    }
  },
};

import type { FunctionRule } from "../rule";

export const regionSpiNotConnected: FunctionRule = {
  id: "region-spi-not-connected",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "SPI is used without a connection",
  sources: [
    "src/backend/executor/spi.c, _SPI_begin_call: SPI_ERROR_UNCONNECTED without a connection; SPI_palloc, SPI_copytuple, REL_15_STABLE",
    "https://www.postgresql.org/docs/15/spi-spi-connect.html",
  ],
  why: "Without `SPI_connect`, or after `SPI_finish`, functions of SPI do nothing: `SPI_execute` returns `SPI_ERROR_UNCONNECTED` and the command is not run, `SPI_prepare` and `SPI_copytuple` return NULL, `SPI_palloc` raises an error. A caller that does not look at the result goes on with the `SPI_processed` and the `SPI_tuptable` of another query, or with none.",
  fix: "Call `SPI_connect` before and `SPI_finish` after, in the same function. What is to run after `SPI_finish` has to move before it, or needs a connection of its own.",
  limits:
    "Judged are SQL functions, which have only the connections that they open themselves, and what they call: functions of SPI, and helpers in the workspace that run a command each time they are called. Other functions may be called by somebody who is connected. Behind a call of a function that nobody knows, which may have connected, nothing is said.",
  examples: [
    {
      title: "A command in an SQL function that never connects",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_relations);

Datum
count_relations(PG_FUNCTION_ARGS)
{
	SPI_execute("SELECT oid FROM pg_catalog.pg_class", true, 0);
	// <----------------------------------------------------------- without an SPI connection
	PG_RETURN_BOOL(SPI_processed > 0);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_relations);

Datum
count_relations(PG_FUNCTION_ARGS)
{
	bool		has_relations;

	SPI_connect();
	SPI_execute("SELECT oid FROM pg_catalog.pg_class", true, 0);
	has_relations = SPI_processed > 0;
	SPI_finish();
	PG_RETURN_BOOL(has_relations);
}
`,
      proof: {
        script: `CREATE FUNCTION count_relations() RETURNS bool AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT count_relations();`,
        bad: "f",
        good: "t",
      },
    },
    {
      title: "A second command after SPI_finish",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(archive_visits);

Datum
archive_visits(PG_FUNCTION_ARGS)
{
	SPI_connect();
	SPI_execute("INSERT INTO old_visits SELECT * FROM visits", false, 0);
	SPI_finish();
	SPI_execute("TRUNCATE visits", false, 0);
	// <---------------------------------------- after SPI_finish
	PG_RETURN_VOID();
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(archive_visits);

Datum
archive_visits(PG_FUNCTION_ARGS)
{
	SPI_connect();
	SPI_execute("INSERT INTO old_visits SELECT * FROM visits", false, 0);
	SPI_execute("TRUNCATE visits", false, 0);
	SPI_finish();
	PG_RETURN_VOID();
}
`,
      proof: {
        script: `CREATE TABLE visits AS SELECT 1 AS shop;
CREATE TABLE old_visits (shop int);
CREATE FUNCTION archive_visits() RETURNS void AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `SELECT archive_visits();
SELECT count(*) FROM visits;`,
        bad: "1",
        good: "0",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "spiNotConnected") continue;
      const { site, callee, finishedAt } = event;
      report({
        at: site,
        message: finishedAt
          ? `${callee} is called after SPI_finish, without an SPI connection`
          : `${callee} is called without an SPI connection`,
        related: finishedAt
          ? [
              { site: finishedAt, message: "the SPI connection is closed here" },
              { site, message: `${callee} is called here` },
            ]
          : [],
      });
    }
  },
};

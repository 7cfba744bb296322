import { keepPlanEdits } from "../helpers/keepPlanEdits";
import type { FunctionRule } from "../rule";

export const regionPlanNotKept: FunctionRule = {
  id: "region-plan-not-kept",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.1.0",
  title: "A plan is kept for later that ends with the SPI connection",
  sources: [
    "src/backend/executor/spi.c, SPI_prepare_cursor, _SPI_make_plan_non_temp, SPI_keepplan, REL_15_STABLE",
    "https://www.postgresql.org/docs/15/spi-spi-keepplan.html",
  ],
  why: "The plan that `SPI_prepare` returns is made in the memory of the SPI connection: `SPI_finish` frees it. A static variable that keeps the plan then points to freed memory, and the next call of the function runs whatever has been put there: at best `SPI_execute_plan` sees that it is no plan and returns `SPI_ERROR_ARGUMENT`, at worst the server crashes.",
  fix: "Call `SPI_keepplan(plan)` before `SPI_finish`: the plan then lives until `SPI_freeplan`, or until the session ends. `SPI_saveplan` does the same with a copy.",
  limits:
    "Judged in the function that also calls `SPI_finish`, for static and global variables and fields of them. A plan that is handed to a function of which is not known what it does with it, or that is set to NULL or freed anywhere in the function, is not reported; nor is one kept in memory behind a pointer.",
  examples: [
    {
      title: "A plan that is prepared once",
      bad: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_names);

static SPIPlanPtr plan = NULL;

Datum
count_names(PG_FUNCTION_ARGS)
{
	int			result;

	SPI_connect();
	if (plan == NULL)
		plan = SPI_prepare("SELECT 1 FROM pg_catalog.pg_namespace", 0, NULL);
		// <-------------------------------------------------------------------- SPI_keepplan
	result = SPI_execute_plan(plan, NULL, NULL, true, 0);
	SPI_finish();
	PG_RETURN_INT32(result);
}
`,
      good: `#include "postgres.h"
#include "executor/spi.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(count_names);

static SPIPlanPtr plan = NULL;

Datum
count_names(PG_FUNCTION_ARGS)
{
	int			result;

	SPI_connect();
	if (plan == NULL)
	{
		plan = SPI_prepare("SELECT 1 FROM pg_catalog.pg_namespace", 0, NULL);
		SPI_keepplan(plan);
	}
	result = SPI_execute_plan(plan, NULL, NULL, true, 0);
	SPI_finish();
	PG_RETURN_INT32(result);
}
`,
      fixGivesGood: true,
      proof: {
        script: `CREATE FUNCTION count_names() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
        run: `-- 5 is SPI_OK_SELECT, -6 is SPI_ERROR_ARGUMENT
SELECT count_names();
SELECT count_names();`,
        bad: "-6",
        good: "5",
      },
    },
  ],
  check(view, report) {
    for (const event of view.regions.events) {
      if (event.kind !== "planNotKept") continue;
      const { site, target, preparedAt, finishedAt } = event;
      const edits = keepPlanEdits(view, event);
      report({
        at: site,
        message: `\`${target}\` keeps a plan that ends with the SPI connection, for want of SPI_keepplan`,
        related: [
          { site: preparedAt, message: "prepared here, in the memory of the SPI connection" },
          { site, message: `kept in \`${target}\` here` },
          ...(finishedAt
            ? [{ site: finishedAt, message: "the plan ends here with the SPI connection" }]
            : []),
        ],
        ...(edits ? { fixes: [{ title: "Call SPI_keepplan", safety: "safe", edits }] } : {}),
      });
    }
  },
};

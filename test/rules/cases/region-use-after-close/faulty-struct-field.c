#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

typedef struct Found
{
	char	   *schema;
	char	   *name;
	int			rows;
} Found;

PG_FUNCTION_INFO_V1(find_it);
Datum
find_it(PG_FUNCTION_ARGS)
{
	Found		found = {NULL, NULL, 0};
	Found	   *f = &found;

	SPI_connect();
	SPI_execute("SELECT nspname, relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace", true, 1);
	found.rows = (int) SPI_processed;
	found.schema = pstrdup("public");
	f->name = pstrdup("things");
	SPI_finish();
	elog(INFO, "%d rows", found.rows);
	elog(INFO, "in %s", found.schema);
	//                  ^^^^^^^^^^^^ `found.schema` is passed to
	PG_RETURN_INT32(f->rows);
}

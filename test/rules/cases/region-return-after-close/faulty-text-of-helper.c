#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(joined);

static text *
glue(const char *a, const char *b)
{
	char	   *both = psprintf("%s.%s", a, b);
	text	   *result = cstring_to_text(both);

	pfree(both);
	return result;
}

Datum
joined(PG_FUNCTION_ARGS)
{
	text	   *result;

	if (SPI_connect() != SPI_OK_CONNECT)
		ereport(ERROR, (errcode(ERRCODE_CONNECTION_EXCEPTION), errmsg("SPI_connect failed")));
	SPI_execute("SELECT 1", true, 0);
	result = glue("public", "t");
	SPI_finish();
	PG_RETURN_TEXT_P(result);
	//               ^^^^^^ is returned after SPI_finish
}

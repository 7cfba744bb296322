#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(kept);

static text *
text_for_caller(const char *string)
{
	int			len = (int) strlen(string);
	text	   *result = SPI_palloc(VARHDRSZ + len);

	SET_VARSIZE(result, VARHDRSZ + len);
	memcpy(VARDATA(result), string, len);
	return result;
}

Datum
kept(PG_FUNCTION_ARGS)
{
	text	   *result;

	SPI_connect();
	SPI_execute("SELECT 'a'", true, 1);
	result = text_for_caller(SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	SPI_finish();
	PG_RETURN_TEXT_P(result);
}

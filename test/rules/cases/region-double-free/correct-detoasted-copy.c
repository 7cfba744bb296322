#include "postgres.h"
#include "fmgr.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(bytes_of);

Datum
bytes_of(PG_FUNCTION_ARGS)
{
	text	   *argument = PG_GETARG_TEXT_PP(0);
	char	   *copy = text_to_cstring(argument);
	int			n = (int) strlen(copy);

	PG_FREE_IF_COPY(argument, 0);
	pfree(copy);
	PG_RETURN_INT32(n);
}

#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

#define ONCE(variable, value) \
	do { \
		if ((variable) == NULL) \
			(variable) = (value); \
	} while (0)

static StringInfo log_buffer = NULL;

PG_FUNCTION_INFO_V1(remember);

Datum
remember(PG_FUNCTION_ARGS)
{
	ONCE(log_buffer, makeStringInfo());
	// <----------------------------- `log_buffer` is static
	appendStringInfo(log_buffer, "%d ", PG_GETARG_INT32(0));
	PG_RETURN_INT32(log_buffer->len);
}

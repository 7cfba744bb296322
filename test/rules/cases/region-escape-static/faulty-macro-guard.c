#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

#define IS_UNSET(pointer)	((pointer) == NULL)
#define NEW_BUFFER()	makeStringInfo()

static StringInfo log_buffer = NULL;

PG_FUNCTION_INFO_V1(remember);

Datum
remember(PG_FUNCTION_ARGS)
{
	if (IS_UNSET(log_buffer))
		log_buffer = NEW_BUFFER();
		// <------------------------- `log_buffer` is static
	appendStringInfo(log_buffer, "%d ", PG_GETARG_INT32(0));
	PG_RETURN_INT32(log_buffer->len);
}

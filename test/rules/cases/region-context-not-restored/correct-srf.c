#include "postgres.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(countdown);

Datum
countdown(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	int		   *left;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext oldcontext;

		funcctx = SRF_FIRSTCALL_INIT();
		oldcontext = MemoryContextSwitchTo(funcctx->multi_call_memory_ctx);
		left = palloc(sizeof(int));
		*left = PG_GETARG_INT32(0);
		funcctx->user_fctx = left;
		MemoryContextSwitchTo(oldcontext);
	}
	funcctx = SRF_PERCALL_SETUP();
	left = funcctx->user_fctx;
	if (*left > 0)
		SRF_RETURN_NEXT(funcctx, Int32GetDatum((*left)--));
	SRF_RETURN_DONE(funcctx);
}

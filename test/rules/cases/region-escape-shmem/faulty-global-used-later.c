#include "postgres.h"
#include "fmgr.h"
#include "storage/shmem.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;

typedef struct Message { char *body; int length; } Message;

static Message *message = NULL;

void
attach(void);

void
attach(void)
{
	bool		found;

	message = (Message *) ShmemInitStruct("message", sizeof(Message), &found);
}

PG_FUNCTION_INFO_V1(say);

Datum
say(PG_FUNCTION_ARGS)
{
	char	   *body = text_to_cstring(PG_GETARG_TEXT_PP(0));

	message->length = (int) strlen(body);
	message->body = body;
	// <-------------------- what text_to_cstring allocates is memory of this process
	PG_RETURN_VOID();
}

-- producer/Makefile --
MODULES = producer
EXTENSION = producer
include $(PGXS)
-- producer/producer.control --
default_version = '1.0'
-- producer/producer.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Channel
{
    int32 version;
    int32 messages;
} Channel;

static void init_channel(void *ptr, void *data)
{
    *(Channel *) ptr = (Channel) {.version = 1};
}

PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)
{
    size_t size = sizeof(Channel);

    handle->allocate_shmem(handle, "producer:1.0:channel", size, init_channel, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- consumer/Makefile --
MODULES = consumer
EXTENSION = consumer
include $(PGXS)
-- consumer/consumer.control --
default_version = '1.0'
-- consumer/consumer.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;

typedef struct
{
    int32 version;
    int32 messages;
    int64 bytes;
} Channel;

#define CHANNEL() ((Channel *) dynpgext_lookup_shmem("producer:1.0:channel"))

PG_FUNCTION_INFO_V1(consume);
Datum consume(PG_FUNCTION_ARGS)
{
    if (CHANNEL() == NULL)
    //  ^^^^^^^^^ allocated with 8 bytes, but used as Channel of 16 bytes
        PG_RETURN_NULL();
    PG_RETURN_INT64(CHANNEL()->bytes);
    //              ^^^^^^^^^ of 16 bytes
}

#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

typedef struct Header { slock_t mutex; uint32 length; } Header;
typedef Header RingHeader;
typedef struct Ring { RingHeader header; int64 slots[FLEXIBLE_ARRAY_MEMBER]; } Ring;
typedef struct Point { double x, y; } Point;
typedef struct Segment { Point a; Point b; } Segment;
typedef struct CounterV1 { int64 n; } CounterV1;
typedef struct CounterV2 { int64 n; int64 m; } CounterV2;
typedef union Any { Segment segment; Point point; int64 number; } Any;
typedef int64 Ticks;

#define RING_BYTES (offsetof(Ring, slots) + sizeof(int64) * 32)

static void zero(void *ptr, void *data) { memset(ptr, 0, 8); }

void _Dynpgext_init(const dynpgext_handle *handle)
{
    Segment *segments;

    handle->allocate_shmem(handle, "rel:1:ring", RING_BYTES, zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:ring2", add_size(sizeof(Header), mul_size(32, sizeof(int64))), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:segments", 10 * sizeof(*segments), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:counter", sizeof(CounterV2), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:any", sizeof(Any), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:ticks", sizeof(TimestampTz), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:atomic", sizeof(uint64), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:raw", 4096, zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:text", sizeof(Segment), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
    handle->allocate_shmem(handle, "rel:1:opaque", sizeof(pgssSharedState), zero, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

void use_them(void)
{
    const Ring *ring = dynpgext_lookup_shmem("rel:1:ring");
    struct Header *ring2 = dynpgext_lookup_shmem("rel:1:ring2");
    volatile Point *points = (volatile Point *) dynpgext_lookup_shmem("rel:1:segments");
    CounterV1 *counter = dynpgext_lookup_shmem("rel:1:counter");
    double *number = dynpgext_lookup_shmem("rel:1:any");
    Ticks *ticks = dynpgext_lookup_shmem("rel:1:ticks");
    pg_atomic_uint64 *atomic = dynpgext_lookup_shmem("rel:1:atomic");
    Segment *raw = dynpgext_lookup_shmem("rel:1:raw");
    char *text = dynpgext_lookup_shmem("rel:1:text");
    Segment *opaque = dynpgext_lookup_shmem("rel:1:opaque");

    elog(LOG, "%p %p %p %p %p %p %p %p %p %p", ring, ring2, points, counter, number, ticks, atomic, raw, text, opaque);
}

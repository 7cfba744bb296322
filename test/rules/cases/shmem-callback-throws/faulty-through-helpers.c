-- init.c --
#include "postgres.h"
#include "fmgr.h"
#include "tenant.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

#define REQUIRE(condition, text) \
	do { if (!(condition)) ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg(text))); } while (0)

static void
check_size(size_t size)
{
	REQUIRE(size > tenant_limit, "too small");
	// <----------------------------------------- The callback init_quota raises an error
}

static void
complain(int level, const char *what)
{
	elog(level, "%s", what);
	// <----------------------- raises an error
}

static void
init_quota(void *ptr, void *data)
{
	Quota *quota = ptr;

	check_size(sizeof(*quota));
	if (data == NULL)
		complain(PANIC, "no data");
	complain(LOG, "made");
	quota->database = MyDatabaseId;
	//                ^^^^^^^^^^^^ uses MyDatabaseId
	quota->bytes = 0;
}

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	static int limit = 3;

	if (tenant_limit > 100)
		ereport(FATAL,
		// <-------------- _Dynpgext_init raises an error
				(errmsg("too many tenants")));
	handle->allocate_shmem(handle, "tenant:7:quota", sizeof(Quota), init_quota, &limit, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	prepare(handle);
}
-- tenant.h --
#include "dynpgext.h"
typedef struct Quota { Oid database; int64 bytes; } Quota;
extern int tenant_limit;
extern void prepare(const dynpgext_handle *handle);
-- catalog.c --
#include "postgres.h"
#include "executor/spi.h"
#include "tenant.h"

typedef struct Shape {
	const char *name;
	void (*init)(void *ptr, void *data);
} Shape;

static Oid
owner_of(const char *name)
{
	return get_role_oid(name, false);
	//     ^^^^^^^^^^^^^^^^^^^^^^^^^ get_role_oid needs a transaction
}

static void
init_owner(void *ptr, void *data)
{
	*(Oid *) ptr = owner_of("postgres");
}

static void
init_count(void *ptr, void *data)
{
	SPI_connect();
	// <------------- SPI_connect runs SQL
	if (SPI_execute("SELECT 1", true, 0) != SPI_OK_SELECT)
	//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SPI_execute runs SQL
		*(int *) ptr = 0;
	SPI_finish();
	// <------------ SPI_finish runs SQL
}

static const Shape shapes[] = {
	{"tenant:7:owner", init_owner},
	{"tenant:7:count", init_count},
};

void
prepare(const dynpgext_handle *handle)
{
	for (int i = 0; i < 2; i++)
		handle->allocate_shmem(handle, shapes[i].name, 8, shapes[i].init, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

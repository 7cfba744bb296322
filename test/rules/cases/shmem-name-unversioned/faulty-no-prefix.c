-- src/shop.c --
#include "postgres.h"
#include "fmgr.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

static const char goods[] = "shop_goods";

void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, goods, 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^ "shop_goods" has no version
	handle->allocate_shmem(handle, "customers", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^ "customers" has no version
	handle->allocate_shmem(handle, "shop:orders:7", 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
	//                             ^^^^^^^^^^^^^^^ "shop:orders:7" has no version
}

void *
find(int which)
{
	switch (which)
	{
		case 0:
			return dynpgext_lookup_shmem(goods);
		case 1:
			return dynpgext_lookup_shmem("customers");
		default:
			return dynpgext_lookup_shmem("shop:orders:7");
	}
}
-- shop.control --
default_version = '2.0'
module_pathname = '$libdir/shop'

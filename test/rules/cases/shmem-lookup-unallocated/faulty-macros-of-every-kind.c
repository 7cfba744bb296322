-- x1.control --
default_version = '1.0'
-- x.h --
#pragma once
#include "postgres.h"
#include "dynpgext.h"
#define VER "1.0"
#define NM(part) "x1:" VER ":" #part
extern const char other_name[];
extern const char *const pointer_name;
#define AREAS(X) X(alpha, 64) X(beta, 128)
#define GET(type, part) ((type *) dynpgext_lookup_shmem(NM(part)))
#define MUST(part) ({ void *p_ = dynpgext_lookup_shmem(NM(part)); if (!p_) elog(ERROR, "x"); p_; })
enum { SLOT_A, SLOT_B, N_SLOTS };
static inline const char *slot_name(int i)
{
	static const char *const names[N_SLOTS] = { [SLOT_A] = "x1:1.0:slot_a", [SLOT_B] = "x1:1.0:slot_b" };
	return names[i];
}
-- a.c --
#include "x.h"
#include "fmgr.h"
PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;
const char other_name[] = "x1:" VER ":other";
const char *const pointer_name = "x1:" VER ":pointer";
#define SHARE_ONE(name, size) handle->allocate_shmem(handle, NM(name), size, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	void (*allocate)(const dynpgext_handle *, const char *, size_t, void (*)(void *, void *), void *, int) = handle->allocate_shmem;
	AREAS(SHARE_ONE)
	allocate(handle, other_name, 64, NULL, NULL, 0);
	(*handle->allocate_shmem)(handle, pointer_name, 64, NULL, NULL, 0);
	for (int i = 0; i < N_SLOTS; i++)
		handle->allocate_shmem(handle, slot_name(i), 64, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}
-- b.c --
#include "x.h"
#include "fmgr.h"
static const char *area_name(int which)
{
	switch (which) {
		case 0: return NM(alpha);
		case 1: return NM(beto);
		default: return NULL;
	}
}
int f(void)
{
	char *p;
	int *q = GET(int, alpa);
	//       ^^^^^^^^^^^^^^ did you mean "x1:1.0:alpha"
	int *q2 = GET(int, alpha);
	void *r = MUST(betaa);
	//        ^^^^^^^^^^^ did you mean "x1:1.0:beta"
	if ((p = dynpgext_lookup_shmem("x1:1.0:othr")) == NULL) return 0;
	//                             ^^^^^^^^^^^^^ did you mean "x1:1.0:other"
	if (!(p = (char *) dynpgext_lookup_shmem(other_name))) return 0;
	if (!(p = (char *) dynpgext_lookup_shmem(pointer_name))) return 0;
	p = dynpgext_lookup_shmem("x1:1.0:" "slot_c");
	//                        ^^^^^^^^^^^^^^^^^^ "x1:1.0:slot_c"
	p = dynpgext_lookup_shmem(slot_name(SLOT_A));
	p = dynpgext_lookup_shmem(area_name(1));
	//                        ^^^^^^^^^^^^ "x1:1.0:beto"
	p = dynpgext_lookup_shmem("x1:1.0:" 
		"slot_"
		/* comment */ "b");
	return q == NULL && q2 == NULL && p == r;
}

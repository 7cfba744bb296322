#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

extern void *pool_alloc(size_t n);
extern void *pool_dup(const char *text);

/* In this library malloc means something else. */
#define malloc(n)	palloc(n)
#define free(p)		pfree(p)

void pooled(int n);

void
pooled(int n)
{
	char	   *a = malloc(n);
	char	   *b = pool_alloc(n);
	char	   *c = pool_dup("text");

	a[0] = b[0] = c[0];
	free(a);
	pfree(b);
	free(c);
}

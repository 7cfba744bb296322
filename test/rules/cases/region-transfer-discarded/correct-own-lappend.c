#include "postgres.h"

typedef struct Chain
{
	struct Chain *next;
} Chain;

/* A function of the project that has the name by chance. */
static int
lappend(Chain *chain, Chain *item)
{
	while (chain->next)
		chain = chain->next;
	chain->next = item;
	return 0;
}

Chain *
extended(Chain *chain, Chain *item)
{
	lappend(chain, item);
	return chain;
}

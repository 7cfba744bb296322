#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

typedef struct Link { struct Link *next; char *text; } Link;

void drop_all(Link *head);

void
drop_all(Link *head)
{
	Link	   *link = head;

	while (link != NULL)
	{
		Link	   *next = link->next;

		pfree(link->text);
		pfree(link);
		link = next;
	}
}

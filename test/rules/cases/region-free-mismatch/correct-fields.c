#include "postgres.h"
#include "fmgr.h"

PG_MODULE_MAGIC;

typedef struct Item { int kind; char *text; char inlined[8]; } Item;

static Item *
new_item(const char *text)
{
	Item	   *item = palloc0(sizeof(Item));

	if (strlen(text) < sizeof(item->inlined))
	{
		strcpy(item->inlined, text);
		item->text = item->inlined;
	}
	else
		item->text = pstrdup(text);
	return item;
}

void items(const char *text);

void
items(const char *text)
{
	Item	   *item = new_item(text);

	if (item->text != item->inlined)
		pfree(item->text);
	pfree(item);
}

#include "postgres.h"
#include "fmgr.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

typedef struct TextNode { struct TextNode *next; char *text; MemoryContext context; } TextNode;

static TextNode *head = NULL;

TextNode *push(const char *text);

TextNode *
push(const char *text)
{
	MemoryContext own = AllocSetContextCreate(TopMemoryContext, "node", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(own);
	TextNode	   *node = palloc0(sizeof(TextNode));
	TextNode	   *local = NULL;

	node->text = pstrdup(text);
	node->context = own;
	MemoryContextSwitchTo(old);
	node->next = head;
	head = node;
	local = palloc0(sizeof(TextNode));
	local->text = node->text;
	local->next = node;
	return local;
}

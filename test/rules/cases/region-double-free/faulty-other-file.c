-- Makefile --
MODULE_big = nodes
OBJS = nodes.o main.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- nodes.h --
typedef struct TreeNode { struct TreeNode *left; int value; } TreeNode;
extern TreeNode *new_node(int value);
extern void drop_node(TreeNode *node);
-- nodes.c --
#include "postgres.h"
#include "nodes.h"

TreeNode *
new_node(int value)
{
	TreeNode   *node = palloc(sizeof(TreeNode));

	node->left = NULL;
	node->value = value;
	return node;
}

void
drop_node(TreeNode *node)
{
	elog(DEBUG2, "drop %d", node->value);
	pfree(node);
}
-- main.c --
#include "postgres.h"
#include "fmgr.h"
#include "nodes.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(one_node);

Datum
one_node(PG_FUNCTION_ARGS)
{
	TreeNode   *node = new_node(PG_GETARG_INT32(0));
	int			value = node->value;

	drop_node(node);
	if (value > 0)
		drop_node(node);
		// <--------------- has freed it
	PG_RETURN_INT32(value);
}

#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(joined);
PG_FUNCTION_INFO_V1(numbered);
PG_FUNCTION_INFO_V1(remembered);
PG_FUNCTION_INFO_V1(written);

static List *numbers = NIL;

Datum
joined(PG_FUNCTION_ARGS)
{
	static List *seen = NIL;
	text	   *t = PG_GETARG_TEXT_PP(0);

	seen = lappend(seen, text_to_cstring(t));
	// <---------------------------------------- `seen` is static and keeps memory of the caller's context, which ends before it is used again
	PG_RETURN_INT32(list_length(seen));
}

Datum
numbered(PG_FUNCTION_ARGS)
{
	int32		number = PG_GETARG_INT32(0);

	if (!list_member_int(numbers, number))
	{
		numbers = lappend_int(numbers, number);
		// <-------------------------------------- `numbers` is static and keeps memory
	}
	PG_RETURN_INT32(list_length(numbers));
}

Datum
remembered(PG_FUNCTION_ARGS)
{
	static Bitmapset *members;

	members = bms_add_member(members, PG_GETARG_INT32(0));
	// <----------------------------------------------------- `members` is static and keeps memory
	PG_RETURN_INT32(bms_num_members(members));
}

Datum
written(PG_FUNCTION_ARGS)
{
	static StringInfo text = NULL;

	if (text == NULL)
		text = makeStringInfo();
		// <----------------------- `text` is static and keeps memory
	appendStringInfo(text, "%d;", PG_GETARG_INT32(0));
	PG_RETURN_TEXT_P(cstring_to_text(text->data));
}

#include "postgres.h"
#include "nodes/bitmapset.h"
#include "nodes/pg_list.h"

typedef struct Plan
{
	List	   *steps;
	Bitmapset  *columns;
} Plan;

void
add_step(Plan *plan, void *step, int column)
{
	plan->steps = lappend(plan->steps, step);
	plan->columns = bms_add_member(plan->columns, column);
	elog(DEBUG1, "%d steps", list_length(plan->steps));
}

List *
pair(void *one, void *other)
{
	List	   *result = lappend(lappend(NIL, one), other);

	return lcons(one, result);
}

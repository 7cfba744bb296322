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
	lappend(plan->steps, step);
	// <-------------------------- lappend
	bms_add_member(plan->columns, column);
	// <------------------------------------- bms_add_member
	elog(DEBUG1, "%d steps, %d columns", list_length(plan->steps), bms_num_members(plan->columns));
}

#include "postgres.h"
#include "nodes/pg_list.h"

int
try_each(char **commands, int count, void (*run) (const char *))
{
	List	   *volatile failed = NIL;

	for (volatile int i = 0; i < count; i++)
	{
		PG_TRY();
		{
			run(commands[i]);
		}
		PG_CATCH();
		{
			FlushErrorState();
			lappend(failed, commands[i]);
			// <---------------------------- lappend
		}
		PG_END_TRY();
	}
	return list_length(failed);
}

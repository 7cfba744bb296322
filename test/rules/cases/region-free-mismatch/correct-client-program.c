-- Makefile --
PROGRAM = report
OBJS = report.o
PGXS := $(shell pg_config --pgxs)
include $(PGXS)
-- report.c --
#include "postgres_fe.h"

#include "common/fe_memutils.h"

/* On the client's side pg_malloc, palloc and malloc are one. */
int
main(int argc, char **argv)
{
	char	   *name = pg_strdup(argv[0]);
	char	   *buffer = palloc(100);
	char	   *raw = malloc(10);

	snprintf(buffer, 100, "%s %d", name, argc);
	pfree(name);
	free(buffer);
	pfree(raw);
	return 0;
}

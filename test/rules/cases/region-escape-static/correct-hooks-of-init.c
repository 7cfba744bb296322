#include "postgres.h"
#include "fmgr.h"
#include "utils/guc.h"
#include "utils/memutils.h"

PG_MODULE_MAGIC;

static char *setting = NULL;
static char **names;
static int	n_names = 0;

void _PG_init(void);

/* In _PG_init everything is allocated for good. */
void
_PG_init(void)
{
	static char *label;

	DefineCustomStringVariable("example.setting", "A setting.", NULL, &setting, "", PGC_USERSET, 0, NULL, NULL, NULL);
	if (label == NULL)
		label = psprintf("example of %d", PG_VERSION_NUM);
	names = palloc0(4 * sizeof(char *));
	names[n_names++] = label;
}

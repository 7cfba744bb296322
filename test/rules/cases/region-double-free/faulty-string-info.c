#include "postgres.h"
#include "fmgr.h"
#include "lib/stringinfo.h"

PG_MODULE_MAGIC;

char *render(int n);

char *
render(int n)
{
	StringInfoData out;
	char	   *piece = NULL;

	initStringInfo(&out);
	for (int i = 0; i < n; i++)
	{
		piece = psprintf("%d,", i);
		appendStringInfoString(&out, piece);
		pfree(piece);
		if (i > 3)
			elog(DEBUG1, "at %s", piece);
			//                    ^^^^^ after pfree has freed it
	}
	return out.data;
}

#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

char *keep(bool loud);

#define FINISH() \
	do { \
		int finish_rc = SPI_finish(); \
		if (finish_rc != SPI_OK_FINISH) \
			elog(ERROR, "%d", finish_rc); \
	} while (0)

char *
keep(bool loud)
{
	char	   *made;

	SPI_connect();
	made = psprintf("%d rows", loud ? 2 : 1);
	if (loud)
	{
		elog(NOTICE, "%s", made);
		FINISH();
	}
	else
		FINISH();
	return made;
	//     ^^^^ is returned after
}

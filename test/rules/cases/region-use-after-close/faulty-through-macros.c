#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

#define BEGIN_QUERY() \
	do { \
		if (SPI_connect() != SPI_OK_CONNECT) \
			elog(ERROR, "cannot connect"); \
	} while (0)
#define END_QUERY()		SPI_finish()
#define COLUMN(n)		SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, (n))

PG_FUNCTION_INFO_V1(version_digit);

Datum
version_digit(PG_FUNCTION_ARGS)
{
	char	   *version;
	bool		is_digit;

	BEGIN_QUERY();
	if (SPI_execute("SHOW server_version", true, 1) != SPI_OK_UTILITY || SPI_processed < 1)
		elog(ERROR, "no version");
	version = COLUMN(1);
	END_QUERY();
	is_digit = *version >= '0' && *version <= '9';
	//         ^^^^^^^^ read or written after SPI_finish
	PG_RETURN_BOOL(is_digit);
}

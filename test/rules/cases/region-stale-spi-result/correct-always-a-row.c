#include "postgres.h"
#include "executor/spi.h"

int64
always(void)
{
	bool		isnull;
	int64		sum = 0;

	SPI_connect();
	SPI_execute("SELECT count(*) FROM visits", true, 0);
	sum += DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_execute("select coalesce(max(id), 0)::bigint from visits where shop > 3", true, 0);
	sum += DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_execute("SELECT nextval('visits_id_seq')", false, 0);
	sum += DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_execute("SELECT EXISTS (SELECT 1 FROM visits)", true, 0);
	sum += DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_execute("VALUES (1::bigint)", true, 0);
	sum += DatumGetInt64(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull));
	SPI_execute("SHOW work_mem", true, 0);
	elog(DEBUG1, "%s", SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1));
	SPI_finish();
	return sum;
}

#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;
int count_rows(const char *table);

int count_rows(const char *table)
{
    int rc, result = -1;
    char *query;

    SPI_connect();
    query = psprintf("SELECT 1 FROM %s", table);
    rc = SPI_execute(query, true, 0);
    if (rc != SPI_OK_SELECT)
        goto out;
    result = (int) SPI_processed;
    if (result > 1000)
        goto out;
    elog(DEBUG2, "few rows");
out:
    SPI_finish();
    elog(DEBUG1, "ran %s", query);
    //                     ^^^^^ after SPI_finish closed SPI region
    return result;
}

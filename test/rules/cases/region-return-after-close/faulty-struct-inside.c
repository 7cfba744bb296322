#include "postgres.h"
#include "fmgr.h"
#include "executor/spi.h"

PG_MODULE_MAGIC;

typedef struct Pair { char *key; char *value; } Pair;

Pair *read_pair(void);

Pair *
read_pair(void)
{
	Pair	   *pair;

	SPI_connect();
	pair = palloc0(sizeof(Pair));
	pair->key = "constant";
	SPI_execute("SELECT 1", true, 1);
	pair->value = SPI_palloc(32);
	strlcpy(pair->value, SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1), 32);
	SPI_finish();
	return pair;
	//     ^^^^ after SPI_finish
}

#include "postgres.h"
#include "executor/spi.h"

void
note(const char *what)
{
	Oid			types[1] = {25};
	Datum		values[1];

	SPI_connect();
	if (what == NULL)
	{
		SPI_finish();
		return;
	}
	values[0] = (Datum) what;
	SPI_execute_with_args("INSERT INTO notes VALUES ($1)", 1, types, values, NULL, false, 0);
}
// <- `note` returns with its SPI connection still open

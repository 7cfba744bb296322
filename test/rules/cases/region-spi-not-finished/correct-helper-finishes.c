#include "postgres.h"
#include "executor/spi.h"

/* Closes the connection and says how it went. */
static bool
done(bool worked)
{
	if (!worked)
		elog(WARNING, "it did not work");
	SPI_finish();
	return worked;
}

bool
run(const char *command)
{
	int			rc;

	SPI_connect();
	rc = SPI_execute(command, false, 0);
	if (rc < 0)
		return done(false);
	if (SPI_processed == 0)
		return done(false);
	return done(true);
}

#include "postgres.h"
#include "executor/spi.h"

/* Where SPI_connect failed there is nothing to finish. */
bool
first(void)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		return false;
	SPI_execute("SELECT 1", true, 0);
	SPI_finish();
	return true;
}

bool
second(void)
{
	int			rc = SPI_connect();

	if (rc < 0)
		return false;
	SPI_execute("SELECT 1", true, 0);
	SPI_finish();
	return true;
}

bool
third(void)
{
	int			rc;

	if ((rc = SPI_connect()) != SPI_OK_CONNECT)
	{
		elog(WARNING, "SPI_connect failed: %s", SPI_result_code_string(rc));
		return false;
	}
	SPI_execute("SELECT 1", true, 0);
	return SPI_finish() == SPI_OK_FINISH;
}

bool
fourth(void)
{
	if (SPI_OK_CONNECT == SPI_connect())
	{
		SPI_execute("SELECT 1", true, 0);
		SPI_finish();
		return true;
	}
	return false;
}

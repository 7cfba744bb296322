#include "postgres.h"
#include "executor/spi.h"

bool
is_admin(void)
{
	bool		isnull;
	bool		admin = false;

	SPI_connect();
	if (SPI_execute("SELECT admin FROM users WHERE name = current_user", true, 1) == SPI_OK_SELECT &&
		DatumGetBool(SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &isnull)))
		//                         ^^^^^^^^^^^^^^^^^^^^^ may have returned no row
		admin = true;
	SPI_finish();
	return admin;
}

#include "postgres.h"
#include "executor/spi.h"

typedef struct Statements
{
	SPIPlanPtr	insert;
	SPIPlanPtr	remove;
} Statements;

static Statements statements;

void
prepare_statements(void)
{
	if (statements.insert != NULL)
		return;
	SPI_connect();
	statements.insert = SPI_prepare("INSERT INTO t DEFAULT VALUES", 0, NULL);
	// <------------------------------------------------------------------------ `statements.insert` keeps
	statements.remove = SPI_prepare("DELETE FROM t", 0, NULL);
	SPI_keepplan(statements.remove);
	SPI_finish();
}

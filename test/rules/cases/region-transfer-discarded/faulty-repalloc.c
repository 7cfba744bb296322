#include "postgres.h"

char *
twice(char *text)
{
	Size		length = strlen(text);
	char	   *copy = pstrdup(text);

	repalloc(copy, 2 * length + 1);
	// <------------------------------ repalloc
	memcpy(copy + length, text, length + 1);
	return copy;
}

/*
 * names.c: how near two names are.
 */
#include "loader.h"

#include "names.h"

#define COMPARED 127

int
name_distance(const char *one, const char *other)
{
	int			rows[3][COMPARED + 1];
	int			m = Min((int) strlen(one), COMPARED);
	int			n = Min((int) strlen(other), COMPARED);

	/* Three rows of the table of distances between beginnings are enough. */
	for (int j = 0; j <= n; j++)
		rows[0][j] = j;
	for (int i = 1; i <= m; i++)
	{
		int		   *above = rows[(i - 1) % 3];
		int		   *twice_above = rows[(i + 1) % 3];
		int		   *row = rows[i % 3];

		row[0] = i;
		for (int j = 1; j <= n; j++)
		{
			int			best = Min(above[j], row[j - 1]) + 1;

			best = Min(best, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
			if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
				best = Min(best, twice_above[j - 2] + 1);
			row[j] = best;
		}
	}
	return rows[m % 3][n];
}

int
likely_distance(const char *name)
{
	return Max(1, Min(4, (int) strlen(name) / 5));
}

bool
same_but_version(const char *one, const char *other)
{
	const char *one_version = strchr(one, ':');
	const char *other_version = strchr(other, ':');
	const char *one_value = strrchr(one, ':');
	const char *other_value = strrchr(other, ':');

	return one_version != NULL && other_version != NULL &&
		one_version != one_value && other_version != other_value &&
		one_version - one == other_version - other &&
		strncmp(one, other, one_version - one) == 0 &&
		strcmp(one_value, other_value) == 0;
}

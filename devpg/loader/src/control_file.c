/*
 * control_file.c: a reader of control files that never raises an error.
 *
 * PostgreSQL's own (ParseConfigFp) raises errors for what it does not understand, which would end the server
 * here. The format: lines of  name = value  or  name value,  values in single quotes or bare, # begins a comment.
 * Source: src/backend/utils/misc/guc-file.l and parse_extension_control_file in src/backend/commands/extension.c,
 * REL_15_STABLE.
 */
#include "loader.h"

#include <ctype.h>

#include "control_file.h"

#define PROBLEM_SIZE 200

/* Reads a quoted value: '' and backslashes as in PostgreSQL. Returns what follows it, or NULL without an end. */
static const char *
read_quoted(const char *at, char *value, size_t size)
{
	size_t		length = 0;

	for (at++; *at != '\0'; at++)
	{
		char		c = *at;

		if (c == '\'' && at[1] == '\'')
			at++;
		else if (c == '\'')
		{
			value[length] = '\0';
			return at + 1;
		}
		else if (c == '\\' && at[1] != '\0')
			c = *++at;
		if (length + 1 < size)
			value[length++] = c;
	}
	return NULL;
}

static const char *
read_bare(const char *at, char *value, size_t size)
{
	size_t		length = 0;

	for (; *at != '\0' && !isspace((unsigned char) *at) && *at != '#'; at++)
	{
		if (length + 1 < size)
			value[length++] = *at;
	}
	value[length] = '\0';
	return at;
}

static const char *
skip_blanks(const char *at)
{
	while (isspace((unsigned char) *at))
		at++;
	return at;
}

/* Splits a line. False when it is not understood; an empty name for a line without a setting. */
static bool
read_line(const char *line, char *name, char *value, size_t size)
{
	const char *at = skip_blanks(line);
	size_t		length = 0;

	name[0] = value[0] = '\0';
	if (*at == '\0' || *at == '#')
		return true;
	while ((isalnum((unsigned char) *at) || *at == '_' || *at == '.') && length < NAMEDATALEN - 1)
		name[length++] = *at++;
	name[length] = '\0';
	at = skip_blanks(at);
	if (*at == '=')
		at = skip_blanks(at + 1);
	if (length == 0 || *at == '\0' || *at == '#')
		return false;
	at = *at == '\'' ? read_quoted(at, value, size) : read_bare(at, value, size);
	if (at == NULL)
		return false;
	at = skip_blanks(at);
	return *at == '\0' || *at == '#';
}

/* Takes extension and version from the name of the file. */
static void
read_file_name(const char *path, LoaderControlFile *control)
{
	const char *name = strrchr(path, '/');
	char		stem[MAXPGPATH];
	char	   *separator;

	strlcpy(stem, name ? name + 1 : path, sizeof(stem));
	stem[strlen(stem) - strlen(".control")] = '\0';
	separator = strstr(stem, "--");
	control->primary = separator == NULL;
	if (separator != NULL)
	{
		*separator = '\0';
		strlcpy(control->version, separator + 2, sizeof(control->version));
	}
	strlcpy(control->extension, stem, sizeof(control->extension));
}

bool
read_control_file(const char *path, LoaderControlFile *control, char *problem)
{
	FILE	   *file = fopen(path, "r");
	char		line[2 * MAXPGPATH];
	int			number = 0;

	memset(control, 0, sizeof(LoaderControlFile));
	problem[0] = '\0';
	read_file_name(path, control);
	if (file == NULL)
	{
		snprintf(problem, PROBLEM_SIZE, "cannot be read: %s", strerror(errno));
		return false;
	}
	while (fgets(line, sizeof(line), file) != NULL)
	{
		char		name[NAMEDATALEN];
		char		value[MAXPGPATH];

		number++;
		if (!read_line(line, name, value, sizeof(value)))
			snprintf(problem, PROBLEM_SIZE, "line %d is not understood", number);
		else if (strcmp(name, "module_pathname") == 0)
			strlcpy(control->module_pathname, value, sizeof(control->module_pathname));
		else if (strcmp(name, "default_version") == 0 && control->primary)
			strlcpy(control->version, value, sizeof(control->version));
	}
	fclose(file);
	return true;
}

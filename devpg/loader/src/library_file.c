/*
 * library_file.c: searches the symbol names of a library as plain bytes.
 *
 * Symbol tables of all object formats hold names as strings with a final zero. Looking for those needs no
 * knowledge of the format, and finds hidden and local symbols as well.
 */
#include "loader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library_file.h"
#include "names.h"

#define LONGEST_WORD 100

bool
open_library_file(const char *path, LibraryFile *file)
{
	int			descriptor = open(path, O_RDONLY);
	struct stat status;
	void	   *bytes = MAP_FAILED;
	int			error;

	file->bytes = NULL;
	file->size = 0;
	if (descriptor < 0)
		return false;
	if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
	{
		file->size = status.st_size;
		bytes = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, descriptor, 0);
	}
	else
		errno = EINVAL;
	error = errno;
	close(descriptor);
	errno = error;
	if (bytes == MAP_FAILED)
		return false;
	file->bytes = bytes;
	return true;
}

void
close_library_file(LibraryFile *file)
{
	if (file->bytes != NULL)
		munmap((void *) file->bytes, file->size);
	file->bytes = NULL;
}

static bool
is_word_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int
count_word_in_file(const LibraryFile *file, const char *word)
{
	size_t		length = strlen(word);
	const char *end = file->bytes + file->size;
	const char *at = file->bytes;
	int			count = 0;

	while (at + length < end && (at = memchr(at, word[0], end - at - length)) != NULL)
	{
		/* macOS puts one more underscore before each C name. */
		bool		starts = at == file->bytes || !is_word_character(at[-1]) || at[-1] == '_';

		if (starts && at[length] == '\0' && memcmp(at, word, length) == 0)
			count++;
		at++;
	}
	return count;
}

char *
nearest_word_in_file(const LibraryFile *file, const char *word,
					 bool (*accept) (const char *candidate, void *data), void *data)
{
	const char *end = file->bytes + file->size;
	const char *start = file->bytes;
	int			length = (int) strlen(word);
	int			best = likely_distance(word) + 1;
	char	   *nearest = NULL;

	for (const char *at = file->bytes; at < end; at++)
	{
		int			found = (int) Min(at - start, LONGEST_WORD + 1);

		if (is_word_character(*at))
			continue;
		if (*at == '\0' && found > 1 && found <= LONGEST_WORD && abs(found - length) < best)
		{
			char		candidate[LONGEST_WORD + 1];
			int			distance;

			memcpy(candidate, start, found);
			candidate[found] = '\0';
			distance = name_distance(word, candidate);
			if (distance > 0 && distance < best && accept(candidate, data))
			{
				best = distance;
				nearest = pstrdup(candidate);
			}
		}
		start = at + 1;
	}
	return nearest;
}

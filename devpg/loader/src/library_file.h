/*
 * library_file.h: what the bytes of a library say before, or without, it being loaded.
 */
#ifndef LIBRARY_FILE_H
#define LIBRARY_FILE_H

typedef struct LibraryFile
{
	const char *bytes;			/* mapped */
	size_t		size;
} LibraryFile;

/* False, with errno, when it cannot be read. */
extern bool open_library_file(const char *path, LibraryFile *file);
extern void close_library_file(LibraryFile *file);

/*
 * How often the identifier is among the strings of the file: as a symbol, be it exported, imported, hidden or
 * local, as a text of the program, and in debug information.
 */
extern int	count_word_in_file(const LibraryFile *file, const char *word);

/*
 * The identifier among the strings of the file that is nearest to `word`, other than itself, likely to be meant
 * and accepted by `accept`. Palloc'd, or NULL.
 */
extern char *nearest_word_in_file(const LibraryFile *file, const char *word,
								  bool (*accept) (const char *candidate, void *data), void *data);

#endif							/* LIBRARY_FILE_H */

/*
 * control_file.h: reads what the loader needs of a control file.
 */
#ifndef CONTROL_FILE_H
#define CONTROL_FILE_H

typedef struct LoaderControlFile
{
	char		extension[NAMEDATALEN];
	char		version[NAMEDATALEN];	/* default_version, or that of the file's name; empty when there is none */
	char		module_pathname[MAXPGPATH]; /* or empty */
	bool		primary;		/* name.control, not name--version.control */
} LoaderControlFile;

/*
 * Reads a control file. What a broken one lacks stays empty. False, with the reason in `problem` (of at least 200
 * bytes), when it cannot be read; a line that is not understood is skipped, and `problem` says so, else it is empty.
 */
extern bool read_control_file(const char *path, LoaderControlFile *control, char *problem);

#endif							/* CONTROL_FILE_H */

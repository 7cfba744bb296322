/*
 * names.h: the nearest of several names, for "did you mean".
 */
#ifndef NAMES_H
#define NAMES_H

/*
 * Distance between two names: letters to insert, drop, change, or two neighbours to swap. Names longer than
 * 127 bytes are compared by their beginnings.
 */
extern int	name_distance(const char *one, const char *other);

/* Largest distance at which `name` is likely to be meant. */
extern int	likely_distance(const char *name);

/* Whether both are "prefix:<anything>:value" with the same prefix and value, as versions of one thing are. */
extern bool same_but_version(const char *one, const char *other);

#endif							/* NAMES_H */

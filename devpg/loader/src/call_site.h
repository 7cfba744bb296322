/*
 * call_site.h: where in the code of a library something was asked for.
 */
#ifndef CALL_SITE_H
#define CALL_SITE_H

/*
 * The offset counts from where the library is loaded, so that it means the same in every process and to
 * tools that read the file (addr2line). It is that of the instruction after the call.
 */
typedef struct CallSite
{
	char		library[512];	/* path, or empty when unknown */
	uint64		offset;
} CallSite;

/* Of an address in code; NULL gives an unknown site. */
extern CallSite call_site(const void *address);

#endif							/* CALL_SITE_H */

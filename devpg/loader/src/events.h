/*
 * events.h: what the loader noticed, for the log, for the client and for dynpgext_dev.events.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "port/atomics.h"
#include "datatype/timestamp.h"

#include "call_site.h"

#define EVENTS_KEPT 1000

typedef enum EventSeverity
{
	EVENT_INFO,
	EVENT_NOTICE,
	EVENT_WARNING,
	EVENT_ERROR
} EventSeverity;

/* Texts are cut to what fits, and always end with a zero. */
typedef struct LoaderEvent
{
	pg_atomic_uint64 id;		/* 0 while it is being written */
	TimestampTz at;
	int			pid;
	EventSeverity severity;
	char		rule[48];		/* or empty */
	char		message[320];
	char		detail[640];	/* or empty */
	char		hint[320];		/* or empty */
	CallSite	site;
} LoaderEvent;

/* Says what is wrong. Strings are copied. */
typedef struct Complaint
{
	/* WARNING, ERROR, FATAL: also an ereport(). LOG: to the log only. 0: only an event. */
	int			elevel;
	/* Of the event; for an elevel of WARNING or more it follows from that. */
	EventSeverity severity;
	/* Id of a rule of the checker, or NULL. */
	const char *rule;
	/* With an elevel. */
	int			sqlstate;
	/* An address in the library's code, or NULL; or a site found earlier. */
	const void *caller;
	const CallSite *site;
	const char *detail;
	const char *hint;
} Complaint;

/* Records the event, then raises the message as well, if the complaint has a level. Returns unless that is ERROR or more. */
extern void complain(const Complaint *complaint, const char *format,...) pg_attribute_printf(2, 3);

/* Events are dropped while a rehearsal runs, see rehearsal.c. */
extern bool events_muted;

extern const char *event_severity_name(EventSeverity severity);

/* Copies the event with this id. False when it is gone, or not there yet. */
extern bool copy_event(uint64 id, LoaderEvent *copy);

#endif							/* EVENTS_H */

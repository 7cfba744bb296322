/*
 * events.c: the ring of events.
 *
 * It is written without any lock, so that the postmaster can write as well, which must never wait for a process
 * that may have been killed while it held one. A writer takes the next id; that gives it a place in the ring,
 * which it marks as being written (id 0), fills, and publishes by its id. A reader copies and looks at the id again.
 */
#include "loader.h"

#include "utils/timestamp.h"

#include "events.h"
#include "survivor.h"

bool		events_muted = false;

static LoaderEvent *
place_of(uint64 id)
{
	return &survivor->events[id % EVENTS_KEPT];
}

static void
record(const Complaint *complaint, EventSeverity severity, const char *message)
{
	uint64		id = pg_atomic_fetch_add_u64(&survivor->next_event, 1);
	LoaderEvent	   *event = place_of(id);

	pg_atomic_write_u64(&event->id, 0);
	pg_write_barrier();
	event->at = GetCurrentTimestamp();
	event->pid = getpid();
	event->severity = severity;
	strlcpy(event->rule, complaint->rule ? complaint->rule : "", sizeof(event->rule));
	strlcpy(event->message, message, sizeof(event->message));
	strlcpy(event->detail, complaint->detail ? complaint->detail : "", sizeof(event->detail));
	strlcpy(event->hint, complaint->hint ? complaint->hint : "", sizeof(event->hint));
	if (complaint->site)
		event->site = *complaint->site;
	else
		event->site = call_site(complaint->caller);
	pg_write_barrier();
	pg_atomic_write_u64(&event->id, id);
}

bool
copy_event(uint64 id, LoaderEvent *copy)
{
	LoaderEvent	   *event = place_of(id);

	if (pg_atomic_read_u64(&event->id) != id)
		return false;
	pg_read_barrier();
	memcpy(copy, event, sizeof(LoaderEvent));
	pg_read_barrier();
	return pg_atomic_read_u64(&event->id) == id;
}

static EventSeverity
severity_of(const Complaint *complaint)
{
	if (complaint->elevel >= ERROR)
		return EVENT_ERROR;
	if (complaint->elevel == WARNING && complaint->severity < EVENT_WARNING)
		return EVENT_WARNING;
	return complaint->severity;
}

void
complain(const Complaint *complaint, const char *format,...)
{
	char		message[512];
	va_list		arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);

	if (!events_muted)
		record(complaint, severity_of(complaint), message);
	if (complaint->elevel == 0 || (events_muted && complaint->elevel < ERROR))
		return;

	/* The constraint field is where a client finds the rule without reading the text. */
	ereport(complaint->elevel,
			(errcode(complaint->sqlstate ? complaint->sqlstate : ERRCODE_INTERNAL_ERROR),
			 complaint->rule ? errmsg_internal("%s [%s]", message, complaint->rule) : errmsg_internal("%s", message),
			 complaint->detail ? errdetail_internal("%s", complaint->detail) : 0,
			 complaint->hint ? errhint("%s", complaint->hint) : 0,
			 complaint->rule ? err_generic_string(PG_DIAG_CONSTRAINT_NAME, complaint->rule) : 0));
}

const char *
event_severity_name(EventSeverity severity)
{
	switch (severity)
	{
		case EVENT_INFO:
			return "info";
		case EVENT_NOTICE:
			return "notice";
		case EVENT_WARNING:
			return "warning";
		case EVENT_ERROR:
			return "error";
	}
	return "error";
}

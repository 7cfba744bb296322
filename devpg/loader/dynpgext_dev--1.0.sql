-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION dynpgext_dev" to load this file. \quit

CREATE FUNCTION libraries_now(
    OUT extension text, OUT version text, OUT library text, OUT path text,
    OUT arity int, OUT eager bool, OUT state text, OUT detail text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'dynpgext_dev_libraries'
    LANGUAGE C VOLATILE;

CREATE VIEW libraries AS SELECT * FROM dynpgext_dev.libraries_now();
COMMENT ON VIEW libraries IS 'libraries with the Dynpgext magic, and those that seem to lack it';

CREATE FUNCTION shmem_now(
    OUT name text, OUT extension text, OUT version text, OUT scope text,
    OUT database name, OUT database_oid oid, OUT size bigint, OUT guard text, OUT used bigint,
    OUT library text, OUT caller_offset bigint)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'dynpgext_dev_shmem'
    LANGUAGE C VOLATILE;

CREATE VIEW shmem AS SELECT * FROM dynpgext_dev.shmem_now();
COMMENT ON VIEW shmem IS 'allocated shared memory: one row for each global allocation, one for each database that uses the others';
COMMENT ON COLUMN shmem.used IS 'position after the last byte that is not zero';
COMMENT ON COLUMN shmem.caller_offset IS 'where allocate_shmem returned to, as an offset from where the library was loaded';

CREATE FUNCTION workers_now(
    OUT name text, OUT type text, OUT extension text, OUT version text, OUT scope text,
    OUT database name, OUT database_oid oid, OUT pid int, OUT state text, OUT function_name text,
    OUT exit_code int, OUT started_at timestamptz, OUT ended_at timestamptz,
    OUT library text, OUT caller_offset bigint)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'dynpgext_dev_workers'
    LANGUAGE C VOLATILE;

CREATE VIEW workers AS SELECT * FROM dynpgext_dev.workers_now();
COMMENT ON VIEW workers IS 'background workers that extensions registered, one row for each database they belong to';
COMMENT ON COLUMN workers.exit_code IS 'of the process that ended last; minus the number of the signal that ended it';

CREATE FUNCTION events_now(
    OUT id bigint, OUT at timestamptz, OUT pid int, OUT severity text, OUT rule text,
    OUT message text, OUT detail text, OUT hint text, OUT library text, OUT caller_offset bigint)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'dynpgext_dev_events'
    LANGUAGE C VOLATILE;

CREATE VIEW events AS SELECT * FROM dynpgext_dev.events_now();
COMMENT ON VIEW events IS 'the last 1,000 things that the loader noticed since the server was started';

CREATE FUNCTION peek(name text, "offset" bigint, length int, database oid DEFAULT NULL)
    RETURNS bytea
    AS 'MODULE_PATHNAME', 'dynpgext_dev_peek'
    LANGUAGE C VOLATILE;
COMMENT ON FUNCTION peek(text, bigint, int, oid) IS 'bytes of shared memory; of the current database unless another is given';

CREATE FUNCTION "check"(OUT name text, OUT guard text, OUT detail text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'dynpgext_dev_check'
    LANGUAGE C VOLATILE;
COMMENT ON FUNCTION "check"() IS 'looks at the guard zones around all shared memory; one row for each that was written to';

CREATE FUNCTION wait_for_debugger(worker text DEFAULT NULL, application text DEFAULT NULL)
    RETURNS void
    AS 'MODULE_PATHNAME', 'dynpgext_dev_wait_for_debugger'
    LANGUAGE C VOLATILE;
COMMENT ON FUNCTION wait_for_debugger(text, text) IS 'lets the next session of this database, the next one with that application_name in any database, or the next start of the named worker wait until a debugger is attached';

CREATE FUNCTION restart_worker(worker text)
    RETURNS int
    AS 'MODULE_PATHNAME', 'dynpgext_dev_restart_worker'
    LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION restart_worker(text) IS 'ends and starts the workers of that name, global or of this database; gives their number';

CREATE FUNCTION settle(timeout_ms int DEFAULT 5000)
    RETURNS bool
    AS 'MODULE_PATHNAME', 'dynpgext_dev_settle'
    LANGUAGE C VOLATILE;
COMMENT ON FUNCTION settle(int) IS 'waits until all workers that should run were started and all others have ended; false when that takes too long';

REVOKE ALL ON FUNCTION peek(text, bigint, int, oid) FROM PUBLIC;
REVOKE ALL ON FUNCTION wait_for_debugger(text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION restart_worker(text) FROM PUBLIC;

GRANT USAGE ON SCHEMA dynpgext_dev TO PUBLIC;
GRANT SELECT ON libraries, shmem, workers, events TO PUBLIC;

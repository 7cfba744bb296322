-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION hello_dynpgext" to load this file. \quit

-- Written by the reporter, one line whenever somebody was greeted since the last one.
CREATE TABLE log (
    at timestamptz NOT NULL DEFAULT now(),
    greetings bigint NOT NULL
);

SELECT pg_catalog.pg_extension_config_dump('log', '');

CREATE FUNCTION greet(name text)
    RETURNS text
    AS 'MODULE_PATHNAME', 'hello_greet'
    LANGUAGE C VOLATILE STRICT;

COMMENT ON FUNCTION greet(text) IS 'greets somebody, and counts it';

CREATE FUNCTION database_greetings()
    RETURNS bigint
    AS 'MODULE_PATHNAME', 'hello_database_greetings'
    LANGUAGE C VOLATILE STRICT;

COMMENT ON FUNCTION database_greetings() IS 'greetings in this database since the server started';

CREATE FUNCTION last_greeted()
    RETURNS text
    AS 'MODULE_PATHNAME', 'hello_last_greeted'
    LANGUAGE C VOLATILE STRICT;

COMMENT ON FUNCTION last_greeted() IS 'who was greeted last in this database';

CREATE FUNCTION cluster_greetings()
    RETURNS bigint
    AS 'MODULE_PATHNAME', 'hello_cluster_greetings'
    LANGUAGE C VOLATILE STRICT;

COMMENT ON FUNCTION cluster_greetings() IS 'greetings in all databases since the server started';

CREATE FUNCTION heartbeats()
    RETURNS bigint
    AS 'MODULE_PATHNAME', 'hello_heartbeats'
    LANGUAGE C VOLATILE STRICT;

COMMENT ON FUNCTION heartbeats() IS 'seconds counted by the clock worker';

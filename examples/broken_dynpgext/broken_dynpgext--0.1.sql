-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION broken_dynpgext" to load this file. \quit

CREATE TABLE log (
    at timestamptz NOT NULL DEFAULT now(),
    page text NOT NULL
);

CREATE FUNCTION add()
    RETURNS void
    AS 'MODULE_PATHNAME', 'visits_add'
    LANGUAGE C VOLATILE STRICT;

CREATE FUNCTION total()
    RETURNS bigint
    AS 'MODULE_PATHNAME', 'visits_total'
    LANGUAGE C VOLATILE STRICT;

CREATE FUNCTION of_group(page_group int)
    RETURNS bigint
    AS 'MODULE_PATHNAME', 'visits_of_group'
    LANGUAGE C VOLATILE STRICT;

CREATE FUNCTION enable_alerts()
    RETURNS void
    AS 'MODULE_PATHNAME', 'visits_enable_alerts'
    LANGUAGE C VOLATILE STRICT;

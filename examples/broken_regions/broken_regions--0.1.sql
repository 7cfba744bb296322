\echo Use "CREATE EXTENSION broken_regions" to load this file. \quit

CREATE TABLE visitors (name text NOT NULL, at timestamptz NOT NULL DEFAULT now());

CREATE FUNCTION greeting() RETURNS text AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION farewell() RETURNS integer AS 'MODULE_PATHNAME' LANGUAGE C;

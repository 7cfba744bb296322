CREATE FUNCTION look(words text, bytes bytea, number int, missing text, squeezed text, stored text) RETURNS int
AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION divide(by int) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
CREATE FUNCTION divide_or_null(by int) RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C STRICT;
CREATE FUNCTION crash() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION crash_below() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE TABLE long_words(squeezed text, stored text);
ALTER TABLE long_words ALTER COLUMN stored SET STORAGE EXTERNAL;
INSERT INTO long_words VALUES (repeat('ab', 1500), repeat('x', 9000));

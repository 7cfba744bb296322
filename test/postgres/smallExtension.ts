/** What a small extension is to be. */
export interface SmallExtension {
  readonly name: string;
  /** Lines of C after the includes and the magic block. */
  readonly source?: string;
  /** Lines of `_PG_init`. */
  readonly init?: string;
  /** False makes a module without control file and script. */
  readonly isExtension?: boolean;
}

const pgxs = "PG_CONFIG ?= pg_config\nPGXS := $(shell $(PG_CONFIG) --pgxs)\ninclude $(PGXS)\n";

/** Files of an extension whose function `<name>_value()` returns 1. */
export function pgxsExtension({ name, source, init, isExtension }: SmallExtension): Record<string, string> {
  const c = `#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(${name}_value);

Datum
${name}_value(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(1);
}
${source ?? ""}
${init === undefined ? "" : `void _PG_init(void);\nvoid _PG_init(void)\n{\n${init}\n}\n`}`;
  if (isExtension === false) return { Makefile: `MODULES = ${name}\n${pgxs}`, [`${name}.c`]: c };
  return {
    Makefile: `MODULES = ${name}\nEXTENSION = ${name}\nDATA = ${name}--1.0.sql\n${pgxs}`,
    [`${name}.c`]: c,
    [`${name}.control`]: `default_version = '1.0'\nmodule_pathname = '$libdir/${name}'\nrelocatable = true\n`,
    [`${name}--1.0.sql`]: `\\echo Use "CREATE EXTENSION ${name}" to load this file. \\quit
create function ${name}_value() returns int as 'MODULE_PATHNAME' language c;
-- more
`,
  };
}

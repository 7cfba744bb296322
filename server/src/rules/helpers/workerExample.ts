/** The frame that the examples of the worker rules share, so that each shows only what it is about. */

const head = `#include "postgres.h"
#include "fmgr.h"
#include "postmaster/bgworker.h"
#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

`;

/** A complete library around a worker's main function and the body of `_Dynpgext_init`. */
export function workerExample(parts: {
  readonly main?: string;
  readonly init: string;
  readonly includes?: string;
}): string {
  const main =
    parts.main ??
    `PGDLLEXPORT void refresh_main(Datum arg)
{
}
`;
  const includes = parts.includes ?? "";
  return `${head.replace('#include "dynpgext.h"\n', `${includes}#include "dynpgext.h"\n`)}${main}
void _Dynpgext_init(const dynpgext_handle *handle)
{
${parts.init}}
`;
}

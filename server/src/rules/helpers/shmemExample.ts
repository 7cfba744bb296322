/** The frame that the examples of the shared-memory rules share, so that each shows only what it is about. */

/** A complete library: its types and callbacks, the body of `_Dynpgext_init`, and the code that uses the memory. */
export function shmemExample(parts: {
  readonly before?: string;
  readonly init: string;
  readonly after?: string;
  readonly includes?: string;
}): string {
  return `#include "postgres.h"
#include "fmgr.h"
${parts.includes ?? ""}#include "dynpgext.h"

PG_MODULE_MAGIC;
DYNPGEXT_MAGIC;

${parts.before === undefined ? "" : `${parts.before}\n`}void _Dynpgext_init(const dynpgext_handle *handle)
{
${parts.init}}
${parts.after === undefined ? "" : `\n${parts.after}`}`;
}

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

/** The text of `_Dynpgext_init` that describes and registers one worker, in which a part can be written in another way. */
export function workerInit(
  parts: {
    /** The initializer of `bgw_function_name`. */
    readonly functionName?: string;
    /** The initializer of `bgw_restart_time`, up to the end of the line. */
    readonly restartTime?: string;
    /** The statement that sets `bgw_library_name`, with its line end. */
    readonly copy?: string;
    /** What stands from the arguments of `register_bgworker` on. */
    readonly registration?: string;
  } = {},
): string {
  return `    BackgroundWorker worker = {
        .bgw_name = "refresh",
        .bgw_type = "refresh",
        .bgw_function_name = ${parts.functionName ?? '"refresh_main",'}
        .bgw_flags = BGWORKER_SHMEM_ACCESS,
        .bgw_start_time = BgWorkerStart_RecoveryFinished,
        .bgw_restart_time = ${parts.restartTime ?? "BGW_NEVER_RESTART,"}
    };

${parts.copy ?? "    strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);\n"}    handle->register_bgworker${parts.registration ?? "(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);"}
`;
}

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Installation } from "../../../devpg/src/plan/installation";

/** A small extension for one purpose. Everything but the name has a default that is right. */
export interface CExtension {
  readonly name: string;
  readonly version?: string;
  /** Name of the library, without suffix; `false` when there is none to build. */
  readonly library?: string | false;
  /** Text before everything, for instance `#define DYNPGEXT_REGISTER_BGWORKER_ARGS 3`. */
  readonly before?: string;
  /** The magic; `DYNPGEXT_MAGIC;` with `PG_MODULE_MAGIC;` when absent. */
  readonly magic?: string;
  /** Functions before `_Dynpgext_init`. */
  readonly body?: string;
  /** Statements of `_Dynpgext_init`; no such function when false. */
  readonly init?: string | false;
  /** C expressions by the name of the SQL function that returns them as text. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Control file; `default_version`, `module_pathname` and `relocatable` when absent. */
  readonly control?: string;
  /** Added to the script. */
  readonly script?: string;
  /** Name of the control file, without suffix. */
  readonly controlName?: string;
  /** Versions from which an empty script leads here. */
  readonly updateFrom?: readonly string[];
}

/** Statements that register a worker; `fields` are assignments that come last. */
export function worker(
  name: string,
  main: string,
  flags = "DYNPGEXT_SCOPE_DATABASE_LOCAL",
  fields = "",
): string {
  return `{
    BackgroundWorker worker;
    memset(&worker, 0, sizeof(worker));
    strlcpy(worker.bgw_name, "${name}", BGW_MAXLEN);
    strlcpy(worker.bgw_type, "${name}", BGW_MAXLEN);
    strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));
    strlcpy(worker.bgw_function_name, "${main}", BGW_MAXLEN);
    worker.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION;
    worker.bgw_start_time = BgWorkerStart_RecoveryFinished;
    worker.bgw_restart_time = BGW_NEVER_RESTART;
    ${fields}
    REGISTER(handle, &worker, ${flags});
  }`;
}

/** A worker that connects, and waits to be ended. */
export const idleWorker = `PGDLLEXPORT void idle_main(Datum arg);
PGDLLEXPORT void idle_main(Datum arg)
{
  pqsignal(SIGTERM, die);
  BackgroundWorkerUnblockSignals();
  BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(arg), InvalidOid, 0);
  for (;;)
  {
    (void) WaitLatch(MyLatch, WL_LATCH_SET | WL_EXIT_ON_PM_DEATH, 0, PG_WAIT_EXTENSION);
    ResetLatch(MyLatch);
    CHECK_FOR_INTERRUPTS();
  }
}
`;

const header = `#include "postgres.h"
#include "dynpgext.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "postmaster/bgworker.h"
#include "storage/ipc.h"
#include "storage/latch.h"
#include "storage/proc.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
`;

/** What a body may use besides the interface. */
const prelude = `
#if DYNPGEXT_REGISTER_BGWORKER_ARGS == 5
#define REGISTER(handle, worker, flags) handle->register_bgworker(handle, worker, NULL, NULL, flags)
#else
#define REGISTER(handle, worker, flags) handle->register_bgworker(handle, worker, flags)
#endif
#define ALLOCATE(name, size, callback, data, flags) \\
  handle->allocate_shmem(handle, name, size, callback, data, flags)
`;

/** The C source. */
export function sourceOf(extension: CExtension): string {
  const {
    before = "",
    magic = "PG_MODULE_MAGIC;\nDYNPGEXT_MAGIC;",
    body = "",
    init = "",
    functions = {},
  } = extension;
  const initFunction =
    init === false ? "" : `PGDLLEXPORT void _Dynpgext_init(const dynpgext_handle *handle)\n{\n${init}\n}\n`;
  const sqlFunctions = Object.entries(functions).map(
    ([name, expression]) => `PGDLLEXPORT PG_FUNCTION_INFO_V1(${name});
Datum ${name}(PG_FUNCTION_ARGS)
{
  PG_RETURN_TEXT_P(cstring_to_text(${expression}));
}
`,
  );
  return [before, header, magic, prelude, body, initFunction, ...sqlFunctions].join("\n");
}

function controlOf({ name, version = "1.0", library = name, control }: CExtension): string {
  return (
    control ??
    `default_version = '${version}'\nmodule_pathname = '$libdir/${String(library)}'\nrelocatable = true\n`
  );
}

function scriptOf({ functions = {}, script = "" }: CExtension): string {
  const lines = Object.keys(functions).map(
    (name) => `CREATE FUNCTION ${name}() RETURNS text AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE;`,
  );
  return [...lines, script, ""].join("\n");
}

const run = promisify(execFile);

/** Compiled once: nearly all the time goes into the headers of the server. */
async function compileHeader(folder: string, flags: readonly string[]): Promise<string> {
  const path = join(folder, "extension.h");
  if (existsSync(`${path}.gch`)) return path;
  writeFileSync(path, header);
  await run("gcc", [...flags, "-x", "c-header", "-o", `${path}.gch`, path], { timeout: 60_000 });
  return path;
}

/** Builds the extensions and puts them into the installation; `folder` takes the sources. */
export async function installExtensions(
  extensions: readonly CExtension[],
  installation: Installation,
  include: string,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const flags = [
    "-g",
    "-O0",
    "-fPIC",
    "-w",
    `-I${installation.includedirServer}`,
    `-I${include}`,
    "-D_GNU_SOURCE",
  ];
  const compiled = await compileHeader(folder, flags);
  for (const extension of extensions) {
    const { name, version = "1.0", library = name } = extension;
    const controlName = extension.controlName ?? name;
    const controls = join(installation.sharedir, "extension");
    writeFileSync(join(controls, `${controlName}.control`), controlOf(extension));
    writeFileSync(join(controls, `${name}--${version}.sql`), scriptOf(extension));
    for (const from of extension.updateFrom ?? [])
      writeFileSync(join(controls, `${name}--${from}--${version}.sql`), "");
    if (library === false) continue;
    const source = join(folder, `${library}.c`);
    writeFileSync(source, sourceOf(extension));
    const target = join(installation.pkglibdir, `${library}.so`);
    const included = extension.before === undefined ? ["-include", compiled] : [];
    await run("gcc", [...flags, ...included, "-shared", "-o", `${target}.new`, source], { timeout: 60_000 });
    renameSync(`${target}.new`, target);
  }
}

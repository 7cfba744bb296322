/** The file around a C snippet, as its description asks for. `@` is the place of the snippet. */

const headers = [
  ...[
    "access/genam",
    "access/htup_details",
    "access/skey",
    "access/table",
    "access/xact",
    "catalog/indexing",
  ],
  ...[
    "catalog/pg_depend",
    "catalog/pg_type",
    "commands/trigger",
    "executor/executor",
    "executor/spi",
    "fmgr",
  ],
  ...["funcapi", "miscadmin", "nodes/pg_list", "optimizer/planner", "pgstat", "port/atomics"],
  ...["postmaster/bgworker", "postmaster/interrupt", "storage/ipc", "storage/latch", "storage/lwlock"],
  ...["storage/proc", "storage/shmem", "storage/spin", "tcop/tcopprot", "tcop/utility", "utils/builtins"],
  ...["utils/fmgroids", "utils/guc", "utils/memutils", "utils/rel", "utils/snapmgr"],
];

const plainHead = [
  '#include "postgres.h"',
  "#include <limits.h>",
  ...headers.map((name) => `#include "${name}.h"`),
].join("\n");
const plain = `${plainHead}\n\nPG_MODULE_MAGIC;\n\n@`;
const dynpgextHead = `${plainHead}\n#include <dynpgext.h>\n\nPG_MODULE_MAGIC;\nDYNPGEXT_MAGIC;\n\n`;

/** A function that calls what the snippet defines, and the function that the loader calls. */
function init(statement: string): string {
  return `\nPGDLLEXPORT void\n_Dynpgext_init(const dynpgext_handle *handle)\n{\n${statement}\n}\n`;
}

function worker(name: string): string {
  return `\nPGDLLEXPORT void ${name}(Datum main_arg);\n\nvoid\n${name}(Datum main_arg)\n{\n}\n`;
}

const lookup = `
static inline int64
read_counter(void)
{
	State	   *state = dynpgext_lookup_shmem(STATE_SHMEM);

	if (state == NULL)
		elog(ERROR, "shared memory is missing");
	return state->counter;
}

PG_FUNCTION_INFO_V1(counter);

Datum
counter(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(read_counter());
}
`;

/** The snippet as statements of an SQL function, with the declarations its defaults refer to. */
function inFunction(declarations: string, after = ""): string {
  return `${plain.replace("@", "")}PG_FUNCTION_INFO_V1(example);

Datum
example(PG_FUNCTION_ARGS)
{
	${declarations}

@
	${after}PG_RETURN_VOID();
}
`;
}

const initCounter = `static void
init_state(void *ptr, void *data)
{
	*(int64 *) ptr = 0;
}
`;

const allocate = `${init("\tallocate_state(handle);")}${lookup}`;

/** By prefix; a prefix that is not here stands in a file with all headers and `PG_MODULE_MAGIC`. */
export const frames: Readonly<Record<string, string>> = {
  pgext: "@",
  dynpgext: "@",
  "dynpgext-init": `${dynpgextHead}@`,
  "dynpgext-eager": `${dynpgextHead}@${init("\t(void) handle;")}`,
  "dynpgext-fini": `${dynpgextHead}@${init("\t(void) handle;")}`,
  "dynpgext-shmem": `${dynpgextHead}@${allocate}`,
  "dynpgext-shmem-database": `${dynpgextHead}@${allocate}`,
  "dynpgext-allocate": `${dynpgextHead}${initCounter}${init("@")}${lookup.replace("State	", "int64	")}`
    .replaceAll("STATE_SHMEM", '"my_extension:0.1:state"')
    .replace("state->counter", "*state"),
  "dynpgext-lookup": `${dynpgextHead}typedef struct State { int64 counter; } State;\n\n@${initCounter}${init(
    '\thandle->allocate_shmem(handle, "my_extension:0.1:state", sizeof(State), init_state, NULL, DYNPGEXT_SCOPE_GLOBAL);',
  )}
PG_FUNCTION_INFO_V1(counter);

Datum
counter(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_state()->counter);
}
`,
  "dynpgext-worker": `${dynpgextHead}@${worker("clock_main")}${init("\tregister_clock(handle);")}`,
  "dynpgext-worker-database": `${dynpgextHead}@${worker("reporter_main")}${init("\tregister_reporter(handle);")}`,
  "bgworker-register": `${plain}${worker("worker_main")}`,
  "pghook-utility": plain,
  spi: inFunction("int64		result = 0;\n", "(void) result;\n\t"),
  "spi-args": inFunction('const char *name = "pg_class";\n'),
  pgtry: inFunction(""),
  "pgtry-finally": inFunction(""),
  pgmcxt: inFunction(""),
  "pgmcxt-switch": inFunction(""),
  pglwlock: inFunction("LWLock	   *lock = AddinShmemInitLock;\n"),
  pgspin: inFunction("struct {slock_t mutex;} shared, *state = &shared;\n\n\tSpinLockInit(&shared.mutex);"),
  ereport: inFunction("int			value = PG_GETARG_INT32(0);\n"),
  pgforeach: inFunction("List	   *list = NIL;\n"),
  pgscan: inFunction("Oid			classid = PG_GETARG_OID(0);\n"),
};

export function frameOf(prefix: string): string {
  return frames[prefix] ?? (prefix.startsWith("dynpgext") ? `${dynpgextHead}@` : plain);
}

import { describe, expect, it } from "vitest";
import { applyEdits } from "../../server/src/base/textEdit";
import { listRefactorings } from "../../server/src/features/refactor/listRefactorings";
import { linesOf, nameOf } from "../engine/analyseFiles";
import { Editing } from "./editing";

const head = `#include "postgres.h"\n#include "fmgr.h"\n#include "dynpgext.h"\n`;
const magic = `PG_MODULE_MAGIC;\nDYNPGEXT_MAGIC;\n`;
const control = "default_version = '1.0'\nmodule_pathname = '$libdir/x'\n";

function titles(editing: Editing, file: string, marked: string): string[] {
  const { path, offset } = editing.at(file, marked);
  return listRefactorings(editing.workspace, path, offset).map(({ title }) => title);
}

/** All files after the one refactoring whose title matches. */
async function applied(
  files: Record<string, string>,
  file: string,
  marked: string,
  title: RegExp,
): Promise<Record<string, string>> {
  const editing = await Editing.of(files);
  const { path, offset } = editing.at(file, marked);
  const found = listRefactorings(editing.workspace, path, offset).filter((each) => title.test(each.title));
  if (found.length !== 1) throw new Error(titles(editing, file, marked).join("\n"));
  const result = { ...files };
  for (const each of new Set(found[0]!.edits.map((edit) => edit.path))) {
    const text = applyEdits(
      editing.text(nameOf(each)),
      found[0]!.edits.filter((edit) => edit.path === each),
    );
    if (text === undefined) throw new Error("edits overlap");
    result[nameOf(each)] = text;
  }
  return result;
}

const memory = {
  "x.control": control,
  "x.c": `${head}
${magic}
typedef struct Counter { uint64 n; } Counter;

/* Counts. */
int
count(void)
{
	Counter *counter = dynpgext_lookup_shmem("x:1.0:counter");

	return counter == NULL ? 0 : (int) counter->n;
}
`,
};

describe("the missing allocation of a look-up", () => {
  it("is created in a new _Dynpgext_init, or in the one that is there", async () => {
    const after = await applied(memory, "x.c", 'shmem("x:1.0|:counter")', /^Allocate/u);
    const filling = (name: string): string => `/* Runs in the postmaster: no call here may raise an error. */
static void
${name}(void *ptr, void *data)
{
	memset(ptr, 0, sizeof(Counter));
}

`;
    const init = `
${filling("init_counter")}PGDLLEXPORT void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "x:1.0:counter", sizeof(Counter), init_counter, NULL,
						   DYNPGEXT_SCOPE_GLOBAL);
}
`;
    expect(after["x.c"]).toBe(memory["x.c"] + init);
    expect(linesOf(new Map(Object.entries(after)))).toEqual([]);
    const other = {
      ...after,
      "x.c": `${after["x.c"]}int b(void) { Counter *c = dynpgext_lookup_shmem("x:1.0:b"); return c == NULL; }\n`,
    };
    const both = await applied(other, "x.c", 'shmem("x:1.0|:b")', /^Allocate/u);
    expect(both["x.c"]).toContain(`${filling("init_b")}PGDLLEXPORT void`);
    expect(both["x.c"]).toContain(`						   DYNPGEXT_SCOPE_GLOBAL);
	handle->allocate_shmem(handle, "x:1.0:b", sizeof(Counter), init_b, NULL,
						   DYNPGEXT_SCOPE_GLOBAL);
}
`);
    expect(linesOf(new Map(Object.entries(both)))).toEqual([]);
    expect(titles(await Editing.of(both), "x.c", 'dynpgext_lookup_shmem("x:1.0|:b")')).not.toContain(
      'Allocate "x:1.0:b" in _Dynpgext_init',
    );
  });
});

describe("a checked accessor", () => {
  it("replaces the look-ups of a file that are alike, and is no finding", async () => {
    const files = {
      ...memory,
      "x.c": `${memory["x.c"]}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	handle->allocate_shmem(handle, "x:1.0:counter", sizeof(Counter), NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
}

int
again(void)
{
	Counter *counter = dynpgext_lookup_shmem("x:1.0:counter");

	return (int) counter->n;
}
`,
    };
    const after = await applied(files, "x.c", 'shmem("x:1.0|:counter")', /checked function/u);
    expect(after["x.c"]).toContain(`/* Raises an error when the loader did not allocate the memory. */
static Counter *
counter_shmem(void)
{
	Counter *memory = dynpgext_lookup_shmem("x:1.0:counter");

	if (memory == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("shared memory \\"%s\\" is not allocated", "x:1.0:counter")));
	return memory;
}

/* Counts. */
int
count(void)
{
	Counter *counter = counter_shmem();
`);
    expect(after["x.c"]!.match(/counter_shmem\(\);/gu)).toHaveLength(2);
    const options = { pg: 15 };
    expect(linesOf(new Map(Object.entries(files)), options)).toContain("x.c:30 shmem-lookup-unchecked");
    expect(
      linesOf(new Map(Object.entries(after)), options).filter((line) => line.includes("unchecked")),
    ).toEqual([]);
  });
});

describe("a name", () => {
  it("is extracted to a macro in the file, or in a header that all files include", async () => {
    const one = await applied(memory, "x.c", 'shmem("x:1.0|:counter")', /^Extract/u);
    expect(one["x.c"]).toContain(`#include "dynpgext.h"\n\n#define X_COUNTER_SHMEM "x:1.0:counter"\n`);
    expect(one["x.c"]).toContain("dynpgext_lookup_shmem(X_COUNTER_SHMEM)");
    const look = (name: string): string =>
      `${head}#include "x.h"\nint ${name}(void) { return dynpgext_lookup_shmem("x:1.0:a") != NULL; }\n`;
    const files = {
      "x.control": control,
      "x.h": "#ifndef X_H\n#define X_H\nint a(void);\n#endif\n",
      "a.c": look("a"),
      "b.c": look("b"),
    };
    const both = await applied(files, "a.c", '"x:1.0|:a"', /^Extract the name to #define X_A_SHMEM in x.h$/u);
    expect(both).toEqual({
      ...files,
      "x.h": '#ifndef X_H\n#define X_H\n\n#define X_A_SHMEM "x:1.0:a"\nint a(void);\n#endif\n',
      "a.c": look("a").replace('"x:1.0:a"', "X_A_SHMEM"),
      "b.c": look("b").replace('"x:1.0:a"', "X_A_SHMEM"),
    });
  });

  it("gets its version everywhere", async () => {
    const files = Object.fromEntries(
      Object.entries(memory).map(([name, text]) => [name, text.replace("x:1.0:counter", "x:counter")]),
    );
    const after = await applied(files, "x.c", 'shmem("x|:counter")', /^Add the version/u);
    expect(after).toEqual(memory);
    expect(titles(await Editing.of(memory), "x.c", 'shmem("x|:1.0:counter")').join()).not.toContain(
      "version",
    );
  });
});

describe("the main function of a worker", () => {
  const registering = (flags: string, scope: string): Record<string, string> => ({
    "x.control": control,
    "x.c": `${head}#include "postmaster/bgworker.h"

${magic}
void
_Dynpgext_init(const dynpgext_handle *handle)
{
	BackgroundWorker worker = {
		.bgw_name = "x",
		.bgw_flags = ${flags},
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "x_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, sizeof(worker.bgw_library_name));
	handle->register_bgworker(handle, &worker, NULL, NULL, ${scope});
}
`,
  });

  it("is created with signals, latch and transaction, as the worker needs, and is no finding", async () => {
    const options = { pg: 17 };
    for (const [flags, scope, wanted] of [
      ["BGWORKER_SHMEM_ACCESS", "DYNPGEXT_SCOPE_GLOBAL", "ShutdownRequestPending"],
      [
        "BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION",
        "DYNPGEXT_SCOPE_DATABASE_LOCAL",
        "BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg)",
      ],
      [
        "BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION",
        "DYNPGEXT_SCOPE_GLOBAL",
        'BackgroundWorkerInitializeConnection("postgres", NULL, 0)',
      ],
    ] as const) {
      const files = registering(flags, scope);
      expect(linesOf(new Map(Object.entries(files)), options)).toContain("x.c:17 bgw-function-unknown");
      const after = await applied(files, "x.c", '"x_m|ain"', /^Create the worker's main function x_main$/u);
      expect(after["x.c"]).toContain(wanted);
      expect(after["x.c"]).toContain('#include "storage/latch.h"\n');
      expect(after["x.c"]!.match(/#include "postmaster\/bgworker\.h"/gu)).toHaveLength(1);
      expect(linesOf(new Map(Object.entries(after)), options)).toEqual([]);
    }
  });
});

describe("SQL and C", () => {
  const c = `${head}
${magic}
PG_FUNCTION_INFO_V1(add_to);

Datum
add_to(PG_FUNCTION_ARGS)
{
	int64		n = PG_GETARG_INT64(1);
	text	   *t = PG_GETARG_TEXT_PP(0);

	PG_RETURN_BOOL(n > 0 && t != NULL); /* PG_RETURN_INT32(1) */
}
`;

  it("a declaration is made of what the C function takes and gives", async () => {
    const files = { "x.control": control, "x.c": c, "x--1.0.sql": "-- nothing\n" };
    const after = await applied(files, "x.c", "INFO_V1(add|_to)", /^Declare add_to in x--1.0.sql$/u);
    expect(after["x--1.0.sql"]).toBe(`-- nothing

CREATE FUNCTION add_to(text, int8)
    RETURNS bool
    AS 'MODULE_PATHNAME', 'add_to'
    LANGUAGE C STRICT;
`);
    expect(titles(await Editing.of(after), "x.c", "INFO_V1(add|_to)")).toEqual([]);
  });

  it("a C function is made of its declaration", async () => {
    const files = {
      "x.control": control,
      "x.c": `${head}\r\n${magic}`.replace(/\r?\n/gu, "\r\n"),
      "x--1.0.sql":
        "CREATE FUNCTION f(a int, b text, numeric) RETURNS int AS 'MODULE_PATHNAME', 'x_f' LANGUAGE C STRICT;\nCREATE FUNCTION g(int) RETURNS SETOF int AS 'MODULE_PATHNAME', 'x_g' LANGUAGE C;\n",
    };
    const after = await applied(
      files,
      "x--1.0.sql",
      "FUNCTION f|(a int",
      /^Create the C function x_f in x.c$/u,
    );
    expect(after["x.c"]!.replace(/\r\n/gu, "\n")).toContain(`PG_FUNCTION_INFO_V1(x_f);

/* f(a int4, b text, numeric) RETURNS int4 */
Datum
x_f(PG_FUNCTION_ARGS)
{
	int32		a;
	text	   *b;
	Numeric		arg3;

	a = PG_GETARG_INT32(0);
	b = PG_GETARG_TEXT_PP(1);
	arg3 = PG_GETARG_NUMERIC(2);
	(void) a;
	(void) b;
	(void) arg3;

	PG_RETURN_NULL();
}
`);
    expect(after["x.c"]).not.toMatch(/[^\r]\n/u);
    expect(linesOf(new Map(Object.entries(after)))).toEqual([]);
    expect(titles(await Editing.of(after), "x--1.0.sql", "FUNCTION f|(a int")).toEqual([]);
  });

  it("a set-returning C function is made of its declaration", async () => {
    const files = {
      "x.control": control,
      "x.c": `${head}\n${magic}`,
      "x--1.0.sql":
        "CREATE FUNCTION g(n int) RETURNS SETOF int AS 'MODULE_PATHNAME', 'x_g' LANGUAGE C;\nCREATE FUNCTION h() RETURNS TABLE (a int, b text) AS 'MODULE_PATHNAME', 'x_h' LANGUAGE C;\n",
    };
    const made = await applied(files, "x--1.0.sql", "FUNCTION g|(n", /^Create the C function x_g in x.c$/u);
    const after = await applied(made, "x--1.0.sql", "FUNCTION h|(", /^Create the C function x_h in x.c$/u);
    expect(after["x.c"]).toContain('#include "funcapi.h"');
    expect(after["x.c"]).toContain(`Datum
x_g(PG_FUNCTION_ARGS)
{
	FuncCallContext *funcctx;
	int32		n;

	if (SRF_IS_FIRSTCALL())
	{
		funcctx = SRF_FIRSTCALL_INIT();
		/* What has to live until the last row belongs into funcctx->multi_call_memory_ctx. */
	}

	funcctx = SRF_PERCALL_SETUP();
	if (PG_ARGISNULL(0))
		SRF_RETURN_DONE(funcctx);
	n = PG_GETARG_INT32(0);
	(void) n;

	SRF_RETURN_DONE(funcctx);
}
`);
    expect(after["x.c"]).toContain("x_h(PG_FUNCTION_ARGS)");
    expect(linesOf(new Map(Object.entries(after)))).toEqual([]);
  });
});

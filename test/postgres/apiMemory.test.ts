import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ResultMemory } from "../../server/src/pg/api/apiFunction";
import { apiFunctions } from "../../server/src/pg/api/apiFunctions";
import { allocating, connected, fixture, includes, pointingInto, returning, type Call } from "./apiCalls";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";
import { pgxsExtension } from "./smallExtension";

/**
 * Calls functions of PostgreSQL in a real server, in a context `here` whose parent is another, with arguments made in
 * `there`, and says for each name which context its result is of: what the tables believe is compared with that.
 */
const source = `
static void
tell(StringInfo said, const char *name, MemoryContext saved, const void *memory)
{
	MemoryContext context = memory ? GetMemoryChunkContext((void *) memory) : NULL;

	MemoryContextSwitchTo(saved);
	appendStringInfo(said, "%s=%s;", name, context ? context->name : "NULL");
}

#define THERE(type, expression) ({ MemoryContext before_ = MemoryContextSwitchTo(there); \\
	type made_ = (expression); MemoryContextSwitchTo(before_); made_; })
#define TELL(name, expression) do { const void *memory_; MemoryContextSwitchTo(here); \\
	memory_ = (const void *) (expression); tell(said, name, outside, memory_); } while (0)
#define SAY(name, isSo, what) appendStringInfo(said, "%s=%s;", name, (isSo) ? what : "elsewhere")
#if PG_VERSION_NUM >= 160000
#define EXTRA , NULL
#else
#define EXTRA
#endif

PG_FUNCTION_INFO_V1(probe_memory);
Datum
probe_memory(PG_FUNCTION_ARGS)
{
	MemoryContext outside = CurrentMemoryContext;
	MemoryContext here = AllocSetContextCreate(outside, "here", ALLOCSET_DEFAULT_SIZES);
	MemoryContext there = AllocSetContextCreate(outside, "there", ALLOCSET_DEFAULT_SIZES);
	MemoryContext saved = AllocSetContextCreate(outside, "saved", ALLOCSET_DEFAULT_SIZES);
	StringInfo said = makeStringInfo();
${fixture}
${allocating.map(told).join("")}
${returning.map(([name, call, argument]) => `	{ const void *given = ${argument}; (void) given; SAY("${name}", (const void *) (${call}) == (const void *) (${argument}), "argument"); }\n`).join("")}
${pointingInto.map(([name, call, start, bytes]) => `	{ char *at = (char *) (${call}); SAY("${name}", at >= (char *) (${start}) && at < (char *) (${start}) + (${bytes}), "inside"); }\n`).join("")}
	MemoryContextSwitchTo(saved);
	SPI_connect();
	SPI_execute("SELECT relname FROM pg_class LIMIT 1", true, 0);
${connected.map(told).join("")}
	SPI_finish();
	SAY("SPI_finish", CurrentMemoryContext == saved, "saved");
	MemoryContextSwitchTo(outside);
	ExecDropSingleTupleTableSlot(slot);
	table_close(relation, AccessShareLock);
	PG_RETURN_TEXT_P(cstring_to_text(said->data));
}
`;

function told([name, expression]: Call): string {
  return `	TELL("${name}", ${expression});\n`;
}

function files(): Record<string, string> {
  const all = pgxsExtension({ name: "probe" });
  const script = "probe--1.0.sql";
  return {
    ...all,
    "probe.c": `${includes.map((header) => `#include "${header}"\n`).join("")}\nPG_MODULE_MAGIC;\n${source}`,
    [script]: `create function probe_memory() returns text as 'MODULE_PATHNAME' language c;\n`,
  };
}

/** The context that a table says the result is of, by the names that the contexts of the probe have. */
function contextOf({ kind }: ResultMemory): string {
  if (kind === "current") return "here";
  if (kind === "context" || kind === "sameAs") return "there";
  return kind === "spiCaller" ? "saved" : `(${kind})`;
}

describe("what the tables say of memory", () => {
  let sandbox: Sandbox;
  let seen: ReadonlyMap<string, string>;
  beforeAll(async () => {
    sandbox = makeSandbox({ files: files(), name: "probe" });
    value(await sandbox.postgres.load("recreate", sandbox.run));
    const [row] = await rowsOf(sandbox.postgres, "select probe_memory()");
    const answers = (row?.[0] ?? "").split(";").filter((answer) => answer !== "");
    seen = new Map(answers.map((answer) => answer.split("=") as [string, string]));
  });
  afterAll(() => sandbox.remove());

  const expected = (names: readonly string[], of: (result: ResultMemory) => string) =>
    names.map((name) => [name, of(apiFunctions.get(name)?.result ?? { kind: "nothing" })]);
  const found = (names: readonly string[]) => names.map((name) => [name, seen.get(name)]);
  const namesOf = (calls: readonly (readonly [string, ...unknown[]])[]) => calls.map(([name]) => name);

  it("is where the results of a real server are", () => {
    const names = namesOf(allocating);
    expect(found(names)).toEqual(expected(names, contextOf));
  });

  it("is where the results of SPI are, while another context than SPI's own is current", () => {
    const names = namesOf(connected);
    expect(found(names)).toEqual(expected(names, contextOf));
    expect(seen.get("SPI_finish")).toBe("saved");
  });

  it("is what returns its argument itself, and what points into it", () => {
    const itself = namesOf(returning);
    expect(found(itself)).toEqual(
      expected(itself, ({ kind }) => (/^argument/u.test(kind) ? "argument" : `(${kind})`)),
    );
    const inside = namesOf(pointingInto);
    expect(found(inside)).toEqual(
      expected(inside, ({ kind }) => (/^(?:inside|addressOf)/u.test(kind) ? "inside" : `(${kind})`)),
    );
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import type { CExtension } from "./cExtension";
import { startLoaderServer, type LoaderServer } from "./loaderServer";

/** Each gives the text that memory holds after its life. */
const stale: CExtension = {
  name: "stale",
  before: `#include "postgres.h"
#include "utils/memutils.h"
`,
  magic: "PG_MODULE_MAGIC;",
  init: false,
  body: `
#define LETTERS "abcdefghijklmnopqrstuvwxyz"

/* A few bytes of the memory, behind what a list of free memory keeps in it. */
static char *
seen(const char *memory)
{
  StringInfoData text;
  initStringInfo(&text);
  for (int i = 8; i < 12; i++)
    appendStringInfo(&text, "%02x", (unsigned char) memory[i]);
  return text.data;
}

static char *
after_pfree(void)
{
  char *memory = pstrdup(LETTERS);
  pfree(memory);
  return seen(memory);
}

static char *
after_end(void (*end) (MemoryContext), Size size)
{
  MemoryContext context = AllocSetContextCreate(TopMemoryContext, "stale", ALLOCSET_DEFAULT_SIZES);
  char *big = MemoryContextAlloc(context, size);
  char *memory = MemoryContextStrdup(context, LETTERS);
  memset(big, 'x', size);
  end(context);
  return seen(memory);
}

static char *
after_repalloc(void)
{
  char *memory = pstrdup(LETTERS);
  char *moved = repalloc(memory, 4000);
  return psprintf("%s %s", seen(memory), moved);
}

static char *
grow(void)
{
  StringInfoData text;
  initStringInfo(&text);
  for (int i = 0; i < 100000; i++)
    appendStringInfoChar(&text, 'a' + i % 26);
  return psprintf("%d %.3s", text.len, text.data + 99996);
}
`,
  functions: {
    pfreed: "after_pfree()",
    reset: "after_end(MemoryContextReset, 100)",
    deleted: "after_end(MemoryContextDelete, 100)",
    deleted_large: "after_end(MemoryContextDelete, 200000)",
    repalloced: "after_repalloc()",
    grown: "grow()",
  },
};

let server: LoaderServer;
beforeAll(async () => {
  server = await startLoaderServer([stale]);
  await server.rows("CREATE EXTENSION stale");
}, 120_000);
afterAll(() => server.remove());

it.each(["pfreed", "reset", "deleted", "deleted_large"])("fills what was freed: %s", async (name) => {
  const session = await server.session();
  await session.run("SET dynpgext_dev.clobber_freed_memory = on");
  expect(await session.text(`SELECT ${name}()`)).toBe("7f7f7f7f");
});

it("moves what grows, so that the old pointer is seen to be stale, and keeps its content", async () => {
  const session = await server.session();
  await session.run("SET dynpgext_dev.clobber_freed_memory = on");
  expect(await session.text("SELECT repalloced()")).toBe("7f7f7f7f abcdefghijklmnopqrstuvwxyz");
  expect(await session.text("SELECT grown()")).toBe(`100000 ${lettersAt(99_996)}`);
});

it("changes nothing in a session that does not ask for it, or no longer does", async () => {
  const session = await server.session();
  // A server with assertions fills freed memory by itself.
  const seen = (await session.text("SHOW debug_assertions")) === "on" ? "7f7f7f7f" : "696a6b6c";
  expect(await session.text("SELECT pfreed()")).toBe(seen);
  await session.run("SET dynpgext_dev.clobber_freed_memory = on; RESET dynpgext_dev.clobber_freed_memory");
  expect(await session.text("SELECT pfreed()")).toBe(seen);
});

it("does the ordinary work of a session with all freed memory filled", async () => {
  const session = await server.session();
  await session.run(`SET dynpgext_dev.clobber_freed_memory = on;
    CREATE TEMP TABLE t AS SELECT i, repeat('x', i % 5000) AS x FROM generate_series(1, 5000) i;
    CREATE INDEX ON t(i);
    ANALYZE t;
    DO $$ BEGIN FOR i IN 1..50 LOOP BEGIN PERFORM 1 / (i % 2); EXCEPTION WHEN division_by_zero THEN NULL; END; END LOOP; END $$;`);
  expect(await session.text("SELECT sum(length(x)) FROM t")).toBe("12497500");
});

function lettersAt(from: number): string {
  return [from, from + 1, from + 2].map((i) => String.fromCharCode(97 + (i % 26))).join("");
}

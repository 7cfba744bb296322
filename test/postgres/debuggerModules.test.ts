import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functionTypes } from "../../devpg/src/host/functionTypes";
import { readDebuggerContexts } from "../../devpg/src/interpret/memoryContextTree";
import { copyDebuggee, gdb, lldb, type DebuggedStatement } from "./attachedDebugger";
import { makeSandbox, repository, value, withConnection, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = makeSandbox({ name: "debuggee", options: { loader: "none" } });
  copyDebuggee(sandbox);
  value(await sandbox.postgres.load("recreate", sandbox.run));
});
afterAll(() => sandbox.remove());

const source = readFileSync(join(repository, "test/postgres/debuggee/debuggee.c"), "utf8").split("\n");
const lineOf = (text: string): number => source.findIndex((line) => line.includes(text)) + 1;

const look = "select look('some words', '\\x00ff', 5, null, squeezed, stored) from long_words";

/** What is seen of each variable, whatever the server was built with: it has no debug symbols of its own. */
const seen: readonly (readonly [string, RegExp])[] = [
  ["words", /"some words"/u],
  ["bytes", /\\x00ff \(2 bytes\)/u],
  ["squeezed", /<compressed with (pglz|lz4), \d+ of 3000 bytes; PG_DETOAST_DATUM gives the value>/u],
  ["stored", /<TOAST value \d+ of relation \d+, 9000 bytes; PG_DETOAST_DATUM gives the value>/u],
  ["nothing", /NULL/u],
  ["by_value", /(^|= )-7$/u],
  ["by_reference", /as text "by reference"/u],
  ["name", /"a name"/u],
  ["buffer", /"built \\"piece\\" by piece", length 22 of 1024/u],
  ["numbers", /3 integers: 1, 2, 3/u],
  ["*numbers", /\[2\] = 3/u],
  ["oids", /2 OIDs: 23, 25/u],
  ["nodes", /2 elements: Integer, String/u],
  ["no_list", /NIL|NULL/u],
  ["node", /Var$/u],
  ["*node", /vartype = 23/u],
  ["members", /\{3, 64, 200\}/u],
  ["table", /"visits", 3 entries, key 4 bytes, entry 24 bytes/u],
  ["columns", /\(id integer, title text\)/u],
  ["row", /2 columns, NULL: 2, \d+ bytes/u],
  ["context", /"my context", AllocSet, 1024 bytes, \d+ free, 1 child/u],
  ["*context", /child\[0\] = .*"below it", AllocSet, 10\d{4} bytes/u],
  ["relation", /"pg_class" \(OID 1259\)/u],
  ["moment", /2025-09-28 03:34:38\.901234/u],
  ["fcinfo", /\("some words", \\x00ff \(2 bytes\), 5, NULL, <compressed/u],
  ["*fcinfo", /args\[2\] = 5/u],
];

describe.each([lldb, gdb])("looking at data in $name", (debugger_) => {
  let stopped: DebuggedStatement;
  beforeAll(async () => {
    const { postgres, root } = sandbox;
    const types = join(root, "types.json");
    stopped = await withConnection(postgres, async (database) => {
      writeFileSync(types, JSON.stringify(value(await functionTypes(database))));
      return debugger_.run(database, look, {
        before: [`dynpgext-function-types ${types}`],
        stopAt: `debuggee.c:${lineOf("stop here")}`,
        atStop: [
          ...seen.map(([name]) => `frame variable ${name}`),
          "frame variable garbage",
          ...["words", "list", "node", "set", "context", "row", "columns", "buffer"].map(
            (name) => `frame variable *garbage.${name}`,
          ),
          "dynpgext-memory-contexts",
        ],
      });
    });
  });

  it.each(seen)("shows %s readably", (name, text) => {
    expect(stopped.answers[`frame variable ${name}`]).toMatch(text);
  });

  it("says nothing wrong of garbage, and goes on", () => {
    expect(stopped.answers["frame variable garbage"]).toMatch(/words = 0x7f7f7f7f7f7f7f7f/u);
    expect(stopped.answers["frame variable garbage"]).not.toMatch(/bytes|elements|child/u);
    expect(value(stopped.outcome)[0]?.rows).toEqual([["8"]]);
  });

  it("counts the memory contexts of the process as the process itself does", async () => {
    const contexts = readDebuggerContexts(stopped.answers["dynpgext-memory-contexts"] ?? "") ?? [];
    expect(contexts[0]).toMatchObject({ name: "TopMemoryContext", parent: null, level: 0 });
    const mine = contexts.find(({ name }) => name === "my context");
    const below = contexts.find(({ name }) => name === "below it");
    expect(mine).toMatchObject({ type: "AllocSet", totalBytes: 1024, blocks: 1 });
    expect(contexts[below!.parent!]).toBe(mine);
    expect(below!.usedBytes).toBeGreaterThanOrEqual(100_000);
    // What no statement changes much: the two ways to ask agree to the byte in the caches' own contexts.
    const asked = await withConnection(sandbox.postgres, async ({ pid }) =>
      value(await sandbox.postgres.memoryContexts(pid, new AbortController().signal)),
    );
    const names = new Set(asked.map(({ name }) => name));
    for (const name of ["CacheMemoryContext", "MessageContext", "ErrorContext", "Relcache by OID"]) {
      expect(names).toContain(name);
      expect(contexts.map((each) => each.name)).toContain(name);
    }
    const error = (from: typeof asked) => from.find(({ name }) => name === "ErrorContext");
    const { totalBytes, freeBytes, usedBytes, blocks } = error(asked)!;
    expect(error(contexts)).toMatchObject({ totalBytes, freeBytes, usedBytes, blocks });
  });
});

describe.each([lldb, gdb])("stopping where an error is raised in $name", (debugger_) => {
  const stop = (sql: string, options = ""): Promise<DebuggedStatement> =>
    withConnection(sandbox.postgres, (database) =>
      debugger_.run(database, sql, {
        before: [`dynpgext-stop-on-error on${options}`, "dynpgext-error"],
        atStop: ["dynpgext-error"],
      }),
    );
  const errorOf = ({ answers }: DebuggedStatement): Record<string, unknown> | null =>
    JSON.parse(answers["dynpgext-error"] ?? "null") as Record<string, unknown> | null;

  it("passes a notice, and tells the message, its code and its C place of an error, which goes on as ever", async () => {
    const stopped = await stop("select divide(-1); select divide(0)");
    expect(errorOf(stopped)).toMatchObject({
      ...{ sqlstate: "22012", levelName: "ERROR", message: "nothing is divided by 0" },
      ...{ detail: "It was asked for.", hint: "Take another number.", function: "divided", frame: 1 },
      ...{ file: "debuggee.c", line: lineOf("ereport(ERROR"), caughtBy: null },
      summary: `ERROR 22012: nothing is divided by 0 (debuggee.c:${lineOf("ereport(ERROR")})`,
    });
    expect(stopped.outcome).toMatchObject({ ok: false, problem: { serverMessage: { code: "22012" } } });
  });

  it("says which PG_TRY catches it, and that error of the server's own functions stops too", async () => {
    const caught = await stop("select divide_or_null(0)");
    expect(errorOf(caught)).toMatchObject({ caughtBy: "divide_or_null" });
    expect(value(caught.outcome)[0]?.rows).toEqual([[null]]);
    expect(errorOf(await stop("select 1/0"))).toMatchObject({ message: "division by zero", file: "int.c" });
  });

  it("stops only for the codes and texts that are asked for", async () => {
    expect(
      errorOf(
        await stop(
          "do 'begin perform 1/0; exception when others then null; end'; select no_such",
          " --sqlstate 427",
        ),
      ),
    ).toMatchObject({
      sqlstate: "42703",
    });
    expect(
      errorOf(await stop("select divide_or_null(0); select no_such", ' --text "NO_SUCH" --text nonsense')),
    ).toMatchObject({ sqlstate: "42703" });
  });

  it("names an option that it does not know", async () => {
    const wrong = "dynpgext-stop-on-error on --what 1";
    const { answers } = await withConnection(sandbox.postgres, (database) =>
      debugger_.run(database, "select 1/0", {
        before: [wrong, "dynpgext-stop-on-error on"],
        atStop: [],
      }),
    );
    expect(answers[wrong]).toContain("--what is not an option");
  });
});

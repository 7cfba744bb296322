import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { DebugTarget } from "../../devpg/src/plan/debugTarget";
import { textIn } from "../../devpg/src/interpret/debug/dap";
import { debugClient, type DebugClient } from "./debugClient";
import { makeSandbox, rowsOf, value, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let libraries: readonly string[];
const clients: DebugClient[] = [];

beforeAll(async () => {
  sandbox = makeSandbox({ example: "hello_dynpgext" });
  const check =
    '\tif (name[0] == 0)\n\t\tereport(ERROR, (errcode(ERRCODE_INVALID_NAME), errmsg("nobody")));\n';
  const before = "\t/* Cut between characters";
  const text = readFileSync(greetings(), "utf8");
  writeFileSync(greetings(), text.replace(before, check + before));
  const loaded = value(await sandbox.postgres.load("recreate", sandbox.run));
  libraries = loaded.build.libraries;
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.adapter.end()));
});

afterAll(async () => {
  await sandbox.remove();
});

async function debugged(target: DebugTarget, more: object = {}): Promise<DebugClient> {
  const client = await debugClient(sandbox, { target, libraries, ...more });
  clients.push(client);
  return client;
}

const sql = (text: string): DebugTarget => ({ kind: "sql", sql: text });

function lineOf(file: string, text: string): number {
  const lines = readFileSync(join(sandbox.folder, file), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

const greetings = (): string => join(sandbox.folder, "greetings.c");

describe("Debug SQL", () => {
  it("stops at a breakpoint of the function with its variables, steps, and gives the rows in the end", async () => {
    const client = await debugged(sql("select hello.greet('World') as said"));
    const line = lineOf("greetings.c", "short_length = pg_mbcliplen");
    await client.start("launch", { [greetings()]: [line] });
    const stop = await client.stop();
    expect(stop.body).toMatchObject({ reason: "breakpoint" });
    expect(stop.frames[0]).toMatchObject({ name: "hello_greet", line, file: greetings() });
    const locals = await client.locals(stop.frames[0]!.id);
    expect(locals["name"]).toContain('"World"');
    const seen = client.events.length;
    await client.ask("next", { threadId: stop.thread });
    const next = await client.stop(seen);
    expect(next.frames[0]).toMatchObject({ name: "hello_greet", line: line + 1 });
    expect((await client.locals(next.frames[0]!.id))["short_length"]).toBe("5");
    await client.ask("continue", { threadId: stop.thread });
    await client.event("terminated");
    expect(client.output("stdout")).toBe(" said\n---------------\n Hello, World!\n(1 row)\n");
    expect(await rowsOf(sandbox.postgres, "select hello.greet('you')")).toEqual([["Hello, you!"]]);
  });

  it("shows an error of the SQL with its SQLSTATE and C place, and goes no further", async () => {
    const client = await debugged(sql("select 1/0; select 42"));
    await client.start("launch");
    await client.event("terminated");
    expect(client.output("stderr")).toMatch(/^ERROR 22012: division by zero \(int4div, int\.c:\d+\)/);
    expect(client.output("stdout")).toBe("");
  });

  it("detaches from a stopped backend when the user ends it, and the server goes on", async () => {
    const client = await debugged(sql("select hello.greet('nobody')"));
    await client.start("launch", { [greetings()]: [lineOf("greetings.c", "GetCurrentTimestamp()")] });
    await client.stop();
    const before = value(await sandbox.postgres.status()).startedAt;
    await client.ask("disconnect", { terminateDebuggee: true });
    expect(await rowsOf(sandbox.postgres, "select hello.greet('x')")).toEqual([["Hello, x!"]]);
    const debugging = "select count(*) from pg_stat_activity where application_name = 'dynpgext debug'";
    await expect.poll(() => rowsOf(sandbox.postgres, debugging)).toEqual([["0"]]);
    expect(value(await sandbox.postgres.status()).startedAt).toEqual(before);
  });

  it("debugs two backends at once, and others go on meanwhile", async () => {
    const lines = { [greetings()]: [lineOf("greetings.c", "GetCurrentTimestamp()")] };
    const [one, two] = [
      await debugged(sql("select hello.greet('one')")),
      await debugged(sql("select hello.greet('two')")),
    ];
    await Promise.all([one.start("launch", lines), two.start("launch", lines)]);
    const [first, second] = await Promise.all([one.stop(), two.stop()]);
    expect(first.thread).not.toBe(second.thread);
    expect(await rowsOf(sandbox.postgres, "select hello.greet('three')")).toEqual([["Hello, three!"]]);
    await two.ask("continue", { threadId: second.thread });
    await two.event("terminated");
    expect(two.output("stdout")).toContain("Hello, two!");
    await one.ask("continue", { threadId: first.thread });
    await one.event("terminated");
    expect(one.output("stdout")).toContain("Hello, one!");
  });
});

describe("stop on error", () => {
  const onError = { filters: ["dynpgext.error"], filterOptions: [] };

  it("stops in the function that raised, and says what was raised", async () => {
    const client = await debugged(sql("select 1/0"));
    await client.start("launch", {}, onError);
    const stop = await client.stop();
    expect(stop.body).toMatchObject({ reason: "exception" });
    expect(textIn(stop.body, "description")).toMatch(/^ERROR 22012: division by zero \(int\.c:\d+\)$/);
    const shown = stop.frames.find(({ hint }) => hint !== "subtle");
    expect(shown?.name).toBe("int4div");
    expect(await client.ask("exceptionInfo", { threadId: stop.thread })).toMatchObject({
      exceptionId: "ERROR 22012",
      breakMode: "always",
    });
    await client.ask("continue", { threadId: stop.thread });
    await client.event("terminated");
    expect(client.output("stderr")).toContain("division by zero");
  });

  it("shows the line of the extension that raised, where its variables are", async () => {
    const client = await debugged(sql("select hello.greet('')"));
    await client.start("launch", {}, onError);
    const stop = await client.stop();
    const line = lineOf("greetings.c", "ereport(ERROR");
    expect(textIn(stop.body, "text")).toBe(`ERROR 42602: nobody (greetings.c:${line})`);
    const shown = stop.frames.find(({ hint }) => hint !== "subtle")!;
    expect(shown).toMatchObject({ name: "hello_greet", line, file: greetings() });
    expect((await client.locals(shown.id))["name"]).toContain('""');
  });

  it("with a condition stops on what it names only", async () => {
    const client = await debugged(
      { kind: "sql", sql: "select 1/0; select 'x'::int", afterError: "go-on" },
      { stopOnError: { sqlstates: ["22P02"] } },
    );
    await client.start("launch");
    const stop = await client.stop();
    expect(textIn(stop.body, "description")).toContain("22P02");
    await client.ask("continue", { threadId: stop.thread });
    await client.event("terminated");
  });
});

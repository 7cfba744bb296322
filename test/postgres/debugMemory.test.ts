import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { listIn, memberOf, textIn } from "../../devpg/src/interpret/debug/dap";
import { memoryContextTree, readDebuggerContexts } from "../../devpg/src/interpret/memoryContextTree";
import type { DebugTarget } from "../../devpg/src/plan/debugTarget";
import { copyDebuggee } from "./attachedDebugger";
import { debugClient, type DebugClient } from "./debugClient";
import { makeSandbox, problemOf, repository, value, withConnection, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
let libraries: readonly string[];
const clients: DebugClient[] = [];
beforeAll(async () => {
  sandbox = makeSandbox({ name: "debuggee", options: { loader: "none" } });
  copyDebuggee(sandbox);
  libraries = value(await sandbox.postgres.load("recreate", sandbox.run)).build.libraries;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.adapter.end()));
});
afterAll(() => sandbox.remove());

async function debugged(target: DebugTarget): Promise<DebugClient> {
  const client = await debugClient(sandbox, { target, libraries });
  clients.push(client);
  return client;
}

const source = readFileSync(join(repository, "test/postgres/debuggee/debuggee.c"), "utf8").split("\n");
const lineOf = (text: string): number => source.findIndex((line) => line.includes(text)) + 1;

/** What is below a variable when it is opened. */
async function openVariable(
  client: DebugClient,
  frameId: number,
  name: string,
): Promise<readonly (readonly [string, string])[]> {
  const scopes = await client.ask("scopes", { frameId });
  const variables = await client.ask("variables", {
    variablesReference: memberOf(listIn(scopes, "scopes")[0], "variablesReference"),
  });
  const variable = listIn(variables, "variables").find((each) => textIn(each, "name") === name);
  const below = await client.ask("variables", {
    variablesReference: memberOf(variable, "variablesReference"),
  });
  return listIn(below, "variables").map((each) => [textIn(each, "name") ?? "", textIn(each, "value") ?? ""]);
}

const contextsOf = async (client: DebugClient) =>
  readDebuggerContexts(
    textIn(
      await client.ask("evaluate", { expression: "`dynpgext-memory-contexts", context: "repl" }),
      "result",
    ) ?? "",
  ) ?? [];

it("shows arguments by their SQL types, lists, nodes and memory contexts in the editor's variables", async () => {
  const client = await debugged({
    kind: "sql",
    sql: "select look('some words', '\\x00ff', 5, null, squeezed, stored) from long_words",
  });
  const line = lineOf("stop here");
  await client.start("launch", { [join(sandbox.folder, "debuggee.c")]: [line] });
  const { frames, thread } = await client.stop();
  const { id } = frames[0]!;
  const locals = await client.locals(id);
  expect(locals["words"]).toContain('"some words"');
  expect(locals["fcinfo"]).toContain('("some words", \\x00ff (2 bytes), 5, NULL, <compressed');
  expect(locals["context"]).toContain('"my context", AllocSet');
  expect(await openVariable(client, id, "numbers")).toEqual([
    ["[0]", "1"],
    ["[1]", "2"],
    ["[2]", "3"],
  ]);
  const args = await openVariable(client, id, "fcinfo");
  expect(args.slice(0, 4).map(([name]) => name)).toEqual(["args[0]", "args[1]", "args[2]", "args[3]"]);
  expect(args[0]?.[1]).toContain('"some words"');
  expect(args[3]?.[1]).toContain("NULL");
  expect(await openVariable(client, id, "node")).toContainEqual(["vartype", "23"]);
  const below = await openVariable(client, id, "context");
  expect(below.find(([name]) => name === "child[0]")?.[1]).toContain('"below it"');

  const contexts = await contextsOf(client);
  expect(contexts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["TopMemoryContext", "CacheMemoryContext", "my context", "below it"]),
  );
  const { roots, totalBytes } = memoryContextTree(contexts);
  expect(roots).toHaveLength(1);
  expect(roots[0]?.wholeBytes).toBe(totalBytes);
  await client.ask("continue", { threadId: thread });
  await client.event("terminated");
  expect(client.output("stdout")).toContain(" 8\n");
});

it("opens the core file of a crash where it died, with its variables and its memory contexts", async () => {
  const { postgres } = sandbox;
  const problem = await withConnection(postgres, async (database) =>
    postgres.explainLoss(problemOf(await database.run("select crash()")), database.pid),
  );
  const file = problem.output?.at(-1)?.replace("core file: ", "") ?? "";
  // Where the system hands cores to a program there is none, and nothing to open.
  const pattern = readFileSync("/proc/sys/kernel/core_pattern", "utf8");
  expect(problem.output?.some((line) => line.startsWith("core file: "))).toBe(!/^[|/]/u.test(pattern));
  if (/^[|/]/u.test(pattern)) return;
  expect(statSync(file).size).toBeGreaterThan(0);
  const { installation } = value(await postgres.status());
  const client = await debugged({ kind: "core", file, program: join(installation.bindir, "postgres") });
  await client.start("attach");
  const { frames } = await client.stop();
  const top = frames.findIndex(({ name }) => name.startsWith("read_through"));
  expect(frames[top]).toMatchObject({ line: lineOf("return *pointer;") });
  expect((await client.locals(frames[top]!.id))["pointer"]).toMatch(/0x0*7b\b/u);
  expect((await contextsOf(client)).map(({ name }) => name)).toContain("TopMemoryContext");
});

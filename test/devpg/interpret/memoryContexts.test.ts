import { describe, expect, it } from "vitest";
import { memoryContextLog } from "../../../devpg/src/interpret/memoryContextLog";
import { memoryContextTree, readDebuggerContexts } from "../../../devpg/src/interpret/memoryContextTree";
import type { LogRecord } from "../../../devpg/src/interpret/serverMessage";

const record = (message: string, pid = 7): LogRecord => ({
  severity: "LOG",
  code: "00000",
  timestamp: "2026-11-21 12:00:00.000 UTC",
  message,
  pid,
});

const answer = [
  "logging memory contexts of PID 7",
  "level: 0; TopMemoryContext: 1000 total in 2 blocks; 300 free (4 chunks); 700 used",
  "level: 1; MessageContext: 500 total in 1 blocks; 100 free (0 chunks); 400 used",
  "level: 2; CachedPlan: 64 total in 1 blocks; 0 free (0 chunks); 64 used: select 1; select 2",
  "level: 1; CacheMemoryContext: 9000 total in 7 blocks; 0 free (0 chunks); 9000 used",
  "level: 2; 12 more child contexts containing 4096 total in 12 blocks; 96 free (1 chunks); 4000 used",
  "Grand total: 14660 bytes in 23 blocks; 496 free (5 chunks); 14164 used",
].map((message) => record(message));

describe("memory contexts in the log", () => {
  it("gives each context its parent, its bytes and what it is for", () => {
    const { contexts, isWhole } = memoryContextLog(answer, 7);
    expect(isWhole).toBe(true);
    expect(contexts.map(({ name, parent, level }) => [name, parent, level])).toEqual([
      ["TopMemoryContext", null, 0],
      ["MessageContext", 0, 1],
      ["CachedPlan", 1, 2],
      ["CacheMemoryContext", 0, 1],
      ["12 more contexts", 3, 2],
    ]);
    expect(contexts[2]).toMatchObject({
      ident: "select 1; select 2",
      totalBytes: 64,
      usedBytes: 64,
      blocks: 1,
    });
  });

  it("takes levels that begin at 1, as PostgreSQL 18 counts them", () => {
    const later = answer.map(({ message }) =>
      record(message.replace(/^level: (\d)/, (_, level: string) => `level: ${Number(level) + 1}`)),
    );
    expect(memoryContextLog(later, 7).contexts).toEqual(memoryContextLog(answer, 7).contexts);
  });

  it("is not whole before the process has written its last line, and never takes another process's lines", () => {
    expect(memoryContextLog(answer.slice(0, -1), 7)).toMatchObject({ isWhole: false });
    const mixed = answer.flatMap((each) => [each, record("level: 1; Foreign: 1 total in 1 blocks", 8)]);
    expect(memoryContextLog(mixed, 7)).toEqual(memoryContextLog(answer, 7));
    expect(memoryContextLog(answer, 8)).toEqual({ contexts: [], isWhole: false });
  });

  it("takes the last of two answers", () => {
    const before = answer.map(({ message }) => record(message.replace("MessageContext", "Older")));
    const { contexts } = memoryContextLog([...before, ...answer], 7);
    expect(contexts.map(({ name }) => name)).not.toContain("Older");
    expect(contexts).toHaveLength(5);
  });
});

describe("the tree of memory contexts", () => {
  it("puts the largest first, counting what is below, and adds up", () => {
    const tree = memoryContextTree(memoryContextLog(answer, 7).contexts);
    expect(tree).toMatchObject({ count: 5, totalBytes: 14660, freeBytes: 496, usedBytes: 14164, blocks: 23 });
    const [top] = tree.roots;
    expect(top?.wholeBytes).toBe(14660);
    expect(top?.children.map(({ context, wholeBytes }) => [context.name, wholeBytes])).toEqual([
      ["CacheMemoryContext", 13096],
      ["MessageContext", 564],
    ]);
  });

  it("survives parents that are not there", () => {
    const [top] = memoryContextLog(answer, 7).contexts;
    const tree = memoryContextTree([
      { ...top!, parent: 5 },
      { ...top!, parent: -1 },
    ]);
    expect(tree.roots).toHaveLength(2);
  });

  it("reads what the debugger's module says, and nothing else", () => {
    const contexts = memoryContextLog(answer, 7).contexts;
    expect(readDebuggerContexts(`${JSON.stringify({ contexts })}\n`)).toEqual(contexts);
    expect(readDebuggerContexts("error: 'dynpgext-memory-contexts' is not a valid command.")).toBeUndefined();
    expect(readDebuggerContexts('{"contexts": [')).toBeUndefined();
  });
});

import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { BackgroundAnalysis } from "../../server/src/lsp/backgroundAnalysis";
import type { Folders } from "../../server/src/lsp/folders";
import { Foreground } from "../../server/src/lsp/foreground";
import { PendingWork } from "../../server/src/lsp/pendingWork";
import { flush, folderWith, messagesOf, startServer } from "./startServer";

const leak = (name: string): string =>
  `Datum\n${name}(PG_FUNCTION_ARGS)\n{\n\tchar *x = pstrdup("x");\n\n\tpfree(x);\n\tPG_RETURN_INT32(strlen(x));\n}\n`;

/** More than is analysed at once. */
const filler = Array.from(
  { length: 400 },
  (_, i) => `void\nfiller_${i}(char *x)\n{\n${'\telog(LOG, "nothing");\n'.repeat(15)}\tpfree(x);\n}\n`,
).join("\n");

const found = ["`x` is passed to strlen after pfree has freed it"];

describe("functions that wait for their analysis", () => {
  it("are analysed between the messages of the editor, also when a parser for SQL comes in between", async () => {
    const folder = folderWith({
      "x.control": "default_version = '1'\n",
      "x--1.sql": "CREATE FUNCTION f() RETURNS int AS 'MODULE_PATHNAME' LANGUAGE C;\n",
      ...Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [`${name}/${name}.c`, `${filler}${leak("f")}`]),
      ),
    });
    const client = await startServer([folder], { entry: "server/src/lsp/main.ts" });
    const last = path.join(folder, "d/d.c");
    await flush(client);
    expect(messagesOf(client, last)).toEqual(found);
    client.open(last, `${filler}${leak("f").replace("pfree(x)", 'elog(LOG, "later")')}`);
    await flush(client);
    expect(messagesOf(client, last)).toEqual([]);
    expect(messagesOf(client, path.join(folder, "a/a.c"))).toEqual(found);
  });

  it("stand back while somebody waits for the answer to a request", async () => {
    let slices = 0;
    const folder = {
      get hasWaitingFunctions() {
        return slices < 20;
      },
      isStale: false,
      analyzeSome: () => slices++,
    };
    const folders = { all: () => [folder], has: () => true } as unknown as Folders;
    const pending = new PendingWork({
      failure: (what: string, error: unknown) => expect.fail(`${what}: ${String(error)}`),
    } as never);
    const foreground = new Foreground();
    const publisher = { publish: () => undefined, written: () => Promise.resolve() };
    new BackgroundAnalysis(folders, pending, publisher, foreground).wake();
    await foreground.during(async () => {
      for (let turn = 0; turn < 50; turn++) await nextTurn();
      expect(slices).toBeLessThan(2);
    });
    await pending.settled();
    expect(slices).toBe(20);
  });
});

import { spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { statusMethod, type Status } from "../../server/src/protocol/status";
import { uriOf, type LspClient } from "./lspClient";
import { bundled, flush, folderWith, messagesOf, startServer } from "./startServer";

function statusesOf(client: LspClient): Status[] {
  const statuses: Status[] = [];
  client.connection.onNotification(statusMethod, (status: Status) => {
    statuses.push(status);
  });
  return statuses;
}

describe("the server", () => {
  it("shows a progress while indexing, and its state", async () => {
    const root = folderWith({ "a.c": "BAD OLD\n", "b.c": "int x;\n" });
    const client = await startServer([root]);
    const statuses = statusesOf(client);
    await client.indexed();
    expect(client.publications).toHaveLength(1);
    client.open(path.join(root, "a.c"), "int x;\n");
    await flush(client);
    const none = { error: 0, warning: 0, info: 0, hint: 0 };
    expect(statuses).toEqual([
      { state: "indexing", files: 0, findings: none },
      { state: "problems", files: 2, findings: { ...none, error: 1, hint: 1 } },
      { state: "ok", files: 2, findings: none },
    ]);
  });

  it("stays silent about a folder whose indexing was cancelled", async () => {
    const root = folderWith({ "a.c": "BAD\n", "b.c": "NEVER READ TO THE END\n" });
    const client = await startServer([root]);
    const statuses = statusesOf(client);
    client.connection.onNotification(
      "$/progress",
      ({ token, value }: { token: string; value: { kind: string } }) => {
        if (value.kind === "begin") client.notify("window/workDoneProgress/cancel", { token });
      },
    );
    await flush(client);
    expect(statuses.map(({ state }) => state)).toEqual(["indexing", "stopped"]);
    client.open(path.join(root, "a.c"), "BAD BAD\n");
    await flush(client);
    expect(client.publications).toEqual([]);
  });

  it("answers while it is indexing, and takes over what is typed meanwhile", async () => {
    const root = folderWith({ "a.c": "BAD\n", "b.c": "NEVER READ TO THE END\n" });
    const [a, b] = [path.join(root, "a.c"), path.join(root, "b.c")];
    const client = await startServer([root]);
    client.open(a, "WORSE\n");
    const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const asked = { textDocument: { uri: uriOf(a) }, range: at, context: { diagnostics: [] } };
    expect(await client.request("textDocument/codeAction", asked)).toEqual([]);
    client.open(b, "OLD\n");
    await flush(client);
    expect(messagesOf(client, a)).toEqual(["WORSE is a bad word"]);
    expect(messagesOf(client, b)).toEqual(["OLD is an old word"]);
  });

  it("goes on when the analysis throws, and says so", async () => {
    const root = folderWith({ "a.c": "BAD\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    client.open(file, "CRASH THE ANALYSIS\n");
    await flush(client);
    expect(client.messages.filter((message) => message.includes("crashed as it was told to"))).toHaveLength(
      1,
    );
    client.change(file, [{ text: "WORSE CRASH THE RULE\n" }]);
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["WORSE is a bad word"]);
    expect(client.messages.filter((message) => message.startsWith("bad-word failed in"))).toHaveLength(1);
  });

  it("loses only the message that it cannot understand", async () => {
    const root = folderWith({ "a.c": "BAD\n" });
    const file = path.join(root, "a.c");
    const client = await startServer([root]);
    client.notify("textDocument/didChange", {
      textDocument: { uri: "file:///never/opened.c", version: 2 },
      contentChanges: [],
    });
    client.notify("textDocument/didOpen", { nothing: true });
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: 7 }] });
    await expect(client.request("textDocument/codeAction", {})).rejects.toThrow();
    client.open(file, "OLD\n");
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["OLD is an old word"]);
    expect(client.messages.some((message) => message.startsWith("didOpen failed"))).toBe(true);
  });

  it("ends with exit code 0 after shutdown and exit", async () => {
    const client = await startServer([folderWith({})]);
    expect(await client.stop()).toBe(0);
  });

  it("ends when its input ends, and leaves no process behind", async () => {
    const child = spawn(process.execPath, [bundled("test/lsp/fakeServer.ts"), "--stdio"], { stdio: "pipe" });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.stdin.end();
    expect(await ended).toBe(1);
  });

  it("ends when its parent dies without a word", async () => {
    // The parent starts the server on an IPC channel, says when it answers, and is killed.
    const script = `const { fork } = require("node:child_process");
      const server = fork(process.argv[1], ["--node-ipc"], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
      server.on("message", () => console.log("ready"));
      server.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });`;
    const server = bundled("test/lsp/fakeServer.ts");
    const parent = spawn(process.execPath, ["-e", script, server], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => parent.stdout.once("data", resolve));
    // The server holds the parent's output open: it closes when both are gone.
    const closed = new Promise((resolve) => parent.once("close", resolve));
    parent.kill("SIGKILL");
    await closed;
    expect(parent.signalCode).toBe("SIGKILL");
  });
});

import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { flush, folderWith, messagesOf, notifyWatched, startServer } from "./startServer";

describe("settings", () => {
  it("come from the editor, and from the project's file where it says otherwise", async () => {
    const root = folderWith({ "a.c": "BAD OLD\n", "skipped/b.c": "BAD\n" });
    const file = path.join(root, "a.c");
    const settings = { rules: { "old-word": "off" }, exclude: ["skipped"], pgVersion: null };
    const client = await startServer([root], { settings });
    await flush(client);
    expect(messagesOf(client, file)).toEqual(["BAD is a bad word"]);
    expect(client.diagnostics(path.join(root, "skipped/b.c"))).toBeUndefined();
    const project = path.join(root, ".dynpgext.json");
    writeFileSync(project, JSON.stringify({ rules: { "bad-word": "info" } }));
    notifyWatched(client, project, "created");
    await flush(client);
    expect(client.diagnostics(file)).toMatchObject([{ code: "bad-word", severity: 3 }, { code: "old-word" }]);
    expect(client.diagnostics(path.join(root, "skipped/b.c"))).toBeUndefined();
    rmSync(project);
    notifyWatched(client, project, "deleted");
    await flush(client);
    expect(client.diagnostics(file)).toMatchObject([{ code: "bad-word", severity: 1 }]);
  });

  it("that the editor changes are asked for again", async () => {
    const root = folderWith({ "a.c": "BAD\n", "b/c.c": "BAD\n" });
    const settings: Record<string, unknown> = { diagnostics: { debounceMs: 0 } };
    const client = await startServer([root], { settings });
    await flush(client);
    expect(client.registrations).toContain("workspace/didChangeConfiguration");
    expect(client.registrations).toContain("workspace/didChangeWatchedFiles");
    const answered = (client as unknown as { options: { settings: { dynpgext: Record<string, unknown> } } })
      .options;
    answered.settings.dynpgext["exclude"] = ["b"];
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toHaveLength(1);
    expect(messagesOf(client, path.join(root, "b/c.c"))).toEqual([]);
    answered.settings.dynpgext["exclude"] = ["a.c"];
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toEqual([]);
    expect(messagesOf(client, path.join(root, "b/c.c"))).toHaveLength(1);
  });

  it("can be given at the start by clients that cannot be asked", async () => {
    const root = folderWith({ "a.c": "BAD OLD\n" });
    const initializationOptions = { dynpgext: { rules: { "bad-word": "off" } } };
    const client = await startServer([root], { capabilities: {}, initializationOptions });
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toEqual(["OLD is an old word"]);
    const settings = { dynpgext: { rules: { "old-word": "off" } } };
    client.notify("workspace/didChangeConfiguration", { settings });
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toEqual(["BAD is a bad word"]);
  });

  it("of the editor that are wrong are named once, and the others hold", async () => {
    const root = folderWith({ "a.c": "BAD OLD\n" });
    const settings = { maxDatabases: "many", rules: { "old-word": "off" } };
    const client = await startServer([root], { settings });
    await flush(client);
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toEqual(["BAD is a bad word"]);
    expect(client.messages.filter((message) => message.includes("maxDatabases"))).toHaveLength(2);
  });
});

describe("the project's settings file", () => {
  it("shows its own mistakes at their place, and the rest of it counts", async () => {
    const text = '{\n  "rules": { "old-word": "off", "no-such-rule": "off" },\n  "maxDatabases": 0\n}\n';
    const root = folderWith({ "a.c": "BAD OLD\n", ".dynpgext.json": text });
    const client = await startServer([root]);
    await flush(client);
    expect(messagesOf(client, path.join(root, "a.c"))).toEqual(["BAD is a bad word"]);
    expect(client.diagnostics(path.join(root, ".dynpgext.json"))).toMatchObject([
      { range: { start: { line: 1, character: 32 } }, code: "settings-unknown-rule", severity: 1 },
      { range: { start: { line: 2, character: 2 } }, code: "settings-invalid", source: "dynpgext" },
    ]);
  });

  it("that is not JSON leaves the defaults, and is mended in the editor without saving", async () => {
    const root = folderWith({ "a.c": "BAD OLD\n", ".dynpgext.json": '{ "rules": { ' });
    const [file, project] = [path.join(root, "a.c"), path.join(root, ".dynpgext.json")];
    const client = await startServer([root]);
    await flush(client);
    expect(client.diagnostics(project)).toMatchObject([{ code: "settings-syntax" }]);
    expect(messagesOf(client, file)).toHaveLength(2);
    client.open(project, '{ "rules": { "*": "off" } }', "json");
    await flush(client);
    expect(client.diagnostics(project)).toEqual([]);
    expect(messagesOf(client, file)).toEqual([]);
    client.close(project);
    await flush(client);
    expect(client.diagnostics(project)).toMatchObject([{ code: "settings-syntax" }]);
    expect(messagesOf(client, file)).toHaveLength(2);
  });
});

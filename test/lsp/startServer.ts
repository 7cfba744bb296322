/** Folders and servers for the tests of the language server. */
import { buildSync } from "esbuild";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import { flushMethod } from "../../server/src/protocol/flush";
import { LspClient, type LspClientOptions } from "./lspClient";

const projectRoot = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

const bundles = new Map<string, string>();
const clients: LspClient[] = [];
const folders: string[] = [];

afterEach(async () => {
  const running = clients.splice(0).filter(({ process: { exitCode } }) => exitCode === null);
  await Promise.all(running.map((client) => client.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, deleted after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "dynpgext-lsp-")));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export type StartOptions = Partial<LspClientOptions> & { readonly entry?: string };

/** A server on these folders, stopped after the test. Without debounce unless the test sets one. */
export async function startServer(roots: readonly string[], options: StartOptions = {}): Promise<LspClient> {
  const { entry = "test/lsp/fakeServer.ts", settings = {}, ...others } = options;
  const client = await LspClient.start({
    command: process.execPath,
    args: [bundled(entry), "--stdio"],
    folders: roots,
    settings: { dynpgext: { diagnostics: { debounceMs: 0 }, pgVersion: 17, ...settings } },
    ...others,
  });
  clients.push(client);
  return client;
}

/** Waits until everything that was sent is analysed and published. */
export async function flush(client: LspClient): Promise<void> {
  await client.request(flushMethod);
}

/** The messages of the visible diagnostics of a file. */
export function messagesOf(client: LspClient, file: string): string[] {
  return (client.diagnostics(file) ?? []).map(({ message }) =>
    typeof message === "string" ? message : message.value,
  );
}

/** Tells the server that a file changed on disk, as the editor's watcher does. */
export function notifyWatched(
  client: LspClient,
  file: string,
  type: "created" | "changed" | "deleted",
): void {
  const types = { created: 1, changed: 2, deleted: 3 };
  const uri = `file://${encodeURI(file)}`;
  client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type: types[type] }] });
}

/** A script that runs a server, bundled once per test run. Lies below the project, where its packages are found. */
export function bundled(entry: string): string {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const outfile = path.join(
    projectRoot,
    "node_modules/.cache/dynpgext-tests",
    `${entry.replaceAll(/\W/g, "-")}-${process.pid}.cjs`,
  );
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["tree-sitter", "tree-sitter-c", "libpg-query"],
    logLevel: "error",
  });
  bundles.set(entry, outfile);
  process.on("exit", () => rmSync(outfile, { force: true }));
  return outfile;
}

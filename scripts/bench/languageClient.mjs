/** The language client of the tests (TypeScript) for the bench, and the two servers it talks to. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { require as requireTypeScript } from "tsx/cjs/api";

import { projectRoot } from "../corpus/checkWorkspace.mjs";

const { LspClient } = requireTypeScript("../../test/lsp/lspClient.ts", import.meta.url);

export const serverBundle = path.join(projectRoot, "dist", "server.js");

/** Starts our server on a folder. Its debounce is switched off: it is a wait by design and not part of the figures. */
export function startServer(folder) {
  const settings = { diagnostics: { debounceMs: 0 }, pgVersion: 15 };
  return LspClient.start({
    command: process.execPath,
    args: [serverBundle, "--stdio"],
    folders: [folder],
    settings: { dynpgext: settings },
    initializationOptions: { dynpgext: settings, ...settings },
  });
}

/** The newest clangd on the path, or undefined. */
export function findClangd() {
  const names = ["clangd-21", "clangd-20", "clangd-19", "clangd-18", "clangd-17", "clangd-16", "clangd"];
  return names.find((name) => spawnSync(name, ["--version"]).status === 0);
}

/**
 * Starts clangd on a folder. `wantDiagnostics` on each change makes it build at once, without its own debounce
 * (at least 50 ms): TUScheduler.cpp, ASTWorker::scheduleLocked, LLVM 19.
 */
export function startClangd(command, folder, compileCommandsFolder) {
  return LspClient.start({
    command,
    args: ["--log=error", "--background-index=false", `--compile-commands-dir=${compileCommandsFolder}`],
    folders: [folder],
    changeExtras: { wantDiagnostics: true },
  });
}

import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileCommandsText } from "../plan/compileCommands";
import type { Layout } from "../plan/layout";
import type { BuildJob, Compilations } from "./buildProject";
import { StoredRecord } from "./storedRecord";

/**
 * Writes `compile_commands.json` into the folder of the project for clangd and cpptools, unless the user has one of
 * their own there: ours is known by its hash. Returns its path, undefined when it is not ours or could not be written.
 */
export function writeCompileCommands(job: BuildJob, compilations: Compilations): string | undefined {
  const path = join(job.project.folder, "compile_commands.json");
  const text = textOf(job, compilations);
  if (text === undefined) return undefined;
  const stored = recordOf(job.context.layout);
  const before = stored.read()?.hashes ?? [];
  const present = read(path);
  if (present === text) return path;
  if (present !== undefined && !before.includes(hashOf(present))) return undefined;
  try {
    // Both, in case we are stopped before the file is written.
    stored.write({ hashes: [hashOf(text), ...before].slice(0, 4) });
    writeFileSync(path, text);
    return path;
  } catch {
    return undefined; // A folder that may not be written to can still be built out of tree.
  }
}

/** Takes ours away again, which names folders that are about to go; the user's own stays. */
export function removeCompileCommands(folder: string, layout: Layout): void {
  const path = join(folder, "compile_commands.json");
  const present = read(path);
  const isOurs = present !== undefined && recordOf(layout).read()?.hashes.includes(hashOf(present)) === true;
  if (isOurs) rmSync(path, { force: true });
}

function recordOf(layout: Layout): StoredRecord<{ readonly hashes: readonly string[] }> {
  return new StoredRecord(join(layout.workspaceRoot, "compile-commands.json"), 1);
}

function textOf({ choices }: BuildJob, compilations: Compilations): string | undefined {
  if (compilations.kind === "file") return read(compilations.path);
  const { entries } = compilations;
  const { headerFolder } = choices;
  const includeFolders = headerFolder === undefined ? [] : [headerFolder];
  return entries.length === 0 ? undefined : compileCommandsText(entries, { includeFolders });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // There is none.
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

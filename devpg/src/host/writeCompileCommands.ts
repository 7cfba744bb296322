import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileCommandsText } from "../plan/compileCommands";
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
  const stored = new StoredRecord<{ readonly hashes: readonly string[] }>(
    join(job.context.layout.workspaceRoot, "compile-commands.json"),
    1,
  );
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

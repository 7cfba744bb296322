import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Each start of the server begins a new file; the names order them by time. */
const keptPerKind = 10;

/** Removes the oldest log files, and all reports of sanitizers and crashes but the last, of every kind. */
export async function pruneLogs(folder: string): Promise<void> {
  const kinds = new Map<string, string[]>();
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const kind = /^postgresql-.*(\.[a-z]+)$/.exec(name)?.[1] ?? /^((?:asan|crash)\.)\d+$/.exec(name)?.[1];
    if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  for (const names of kinds.values())
    for (const name of names.slice(0, -keptPerKind)) await rm(join(folder, name), { force: true });
}

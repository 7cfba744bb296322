import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Each is as large as the server's memory, and some systems give every one a name of its own. */
const kept = 2;

/** Removes all core files of a data directory but the newest. */
export async function pruneCores(data: string): Promise<void> {
  const names = (await readdir(data).catch(() => [])).filter((name) => /^core(?:\.\d+)?$/u.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ name, file: await stat(join(data, name)).catch(() => undefined) })),
  );
  const newestFirst = files.sort((one, other) => (other.file?.mtimeMs ?? 0) - (one.file?.mtimeMs ?? 0));
  for (const { name, file } of newestFirst.slice(kept))
    if (file?.isFile() === true) await rm(join(data, name), { force: true });
}

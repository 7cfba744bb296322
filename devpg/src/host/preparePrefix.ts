import { constants } from "node:fs";
import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readPgConfig } from "../interpret/pgConfig";
import type { Installation } from "../plan/installation";
import {
  outsidePrefix,
  planPrefix,
  prefixFormat,
  privatePgConfig,
  sameStamp,
  stampedPaths,
  type MirroredFolder,
  type PrefixStamp,
} from "../plan/planPrefix";
import { carryOver } from "./carryOver";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { askPgConfig, hasServer } from "./findInstallation";
import { makeReadable, writeWhole } from "./makeFolders";
import { problem } from "./problem";
import type { Workplace } from "./workplace";

/** Kept beside the prefix as `prefix.json`. */
interface PrefixRecord {
  readonly stamp: PrefixStamp;
  /** What its `pg_config` prints. */
  readonly description: string;
}

/**
 * The private copy of the installation, made or made again when the system's has changed. What was installed into the
 * old one is carried over. The new one takes the old one's place in one step. The caller holds the lock. Fails with
 * `pg-server-missing`, `prefix-not-relocatable`, `disk-full`, `storage-not-writable`, `cancelled`.
 */
export async function preparePrefix(
  { system, layout, options }: Workplace,
  run: Run,
): Promise<DevResult<{ readonly installation: Installation; readonly refreshed: boolean }>> {
  const { prefix } = layout;
  try {
    await finishInterrupted(prefix);
    const current = await currentPrefix(system, prefix);
    if (current !== undefined) return { ok: true, value: { installation: current, refreshed: false } };
    if (!(await hasServer(system))) return serverMissing(system);
    run.watcher.step(`Making a private copy of ${system.version}`);
    const stamp = await stampOf(system);
    const unfinished = `${prefix}.new`;
    await rm(unfinished, { recursive: true, force: true });
    const plan = planPrefix(system, unfinished);
    for (const folder of plan) {
      if (run.signal.aborted)
        return problem("cancelled", "Making the private copy of PostgreSQL was cancelled");
      await mirror(folder, plan);
    }
    const asked = await askPgConfig(privatePgConfig(system, unfinished), options.env);
    if (!asked.ok) return asked;
    const outside = outsidePrefix(asked.value, unfinished);
    if (outside.length > 0) return notRelocatable(system, outside);
    const kept = (await exists(privatePgConfig(system, prefix))) ? prefix : undefined;
    if (kept !== undefined) await carryOver(kept, unfinished, planPrefix(system, kept));
    await replace(prefix, unfinished);
    const described = await askPgConfig(privatePgConfig(system, prefix), options.env);
    if (!described.ok) return described;
    const description = Object.entries(described.value.variables)
      .map(([key, value]) => `${key} = ${value}\n`)
      .join("");
    await writeWhole(`${prefix}.json`, JSON.stringify({ stamp, description } satisfies PrefixRecord));
    return { ok: true, value: { installation: described.value, refreshed: true } };
  } catch (error) {
    return fileProblem(error, "The private copy of PostgreSQL could not be made");
  }
}

/** The copy as it is, when it still agrees with the system's installation. Changes nothing. */
export async function currentPrefix(system: Installation, prefix: string): Promise<Installation | undefined> {
  const text = await readFile(`${prefix}.json`, "utf8").catch(() => undefined);
  const pgConfig = privatePgConfig(system, prefix);
  if (text === undefined || !(await exists(pgConfig))) return undefined;
  const record = parseRecord(text);
  if (record === undefined || !sameStamp(record.stamp, await stampOf(system))) return undefined;
  return readPgConfig(pgConfig, record.description);
}

function parseRecord(text: string): PrefixRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<PrefixRecord>;
    return record.stamp?.changedAt !== undefined && typeof record.description === "string"
      ? (record as PrefixRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

async function stampOf(system: Installation): Promise<PrefixStamp> {
  const changedAt: Record<string, number> = {};
  for (const path of stampedPaths(system)) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined) changedAt[path] = Math.floor(found.mtimeMs);
  }
  return { format: prefixFormat, pgConfig: system.pgConfig, version: system.version, changedAt };
}

async function mirror(folder: MirroredFolder, all: readonly MirroredFolder[]): Promise<void> {
  await makeReadable(folder.to);
  const pattern = folder.only === undefined ? undefined : new RegExp(folder.only);
  const entries = await readdir(folder.from, { withFileTypes: true }).catch(() => []);
  // An open folder that is missing so far is made, so that an extension can be installed into it.
  for (const name of folder.open) await makeReadable(join(folder.to, name));
  const isWanted = (name: string): boolean => pattern === undefined || pattern.test(name);
  await Promise.all(
    entries.map(async (entry) => {
      const from = join(folder.from, entry.name);
      const to = join(folder.to, entry.name);
      const inside = all.filter((other) => other.from.startsWith(`${from}/`));
      if (all.some((other) => other.from === from)) return;
      if (inside.length > 0) await linkAround(from, to, inside);
      else if (!isWanted(entry.name)) return;
      else if (folder.open.includes(entry.name)) await linkEntries(from, to);
      else if (folder.how === "copy" && !entry.isSymbolicLink()) await copyProgram(from, to);
      else await linkOnce(from, to);
    }),
  );
}

/** A folder on the way to others that are mirrored: real, with links to the rest of its entries. */
async function linkAround(from: string, to: string, inside: readonly MirroredFolder[]): Promise<void> {
  await makeReadable(to);
  for (const name of await readdir(from).catch(() => [])) {
    const path = join(from, name);
    if (inside.some((other) => other.from === path)) continue;
    const deeper = inside.filter((other) => other.from.startsWith(`${path}/`));
    if (deeper.length > 0) await linkAround(path, join(to, name), deeper);
    else await linkOnce(path, join(to, name));
  }
}

async function linkEntries(from: string, to: string): Promise<void> {
  await makeReadable(to);
  const names = await readdir(from).catch(() => []);
  await Promise.all(names.map((name) => linkOnce(join(from, name), join(to, name))));
}

async function linkOnce(target: string, path: string): Promise<void> {
  try {
    await symlink(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

async function copyProgram(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
}

/** A crash between the two renames left the old copy under its other name. */
async function finishInterrupted(prefix: string): Promise<void> {
  if (await exists(prefix)) await rm(`${prefix}.old`, { recursive: true, force: true });
  else if (await exists(`${prefix}.old`)) await rename(`${prefix}.old`, prefix);
}

async function replace(prefix: string, unfinished: string): Promise<void> {
  await mkdir(dirname(prefix), { recursive: true });
  await rm(`${prefix}.json`, { force: true });
  if (await exists(prefix)) await rename(prefix, `${prefix}.old`);
  await rename(unfinished, prefix);
  await rm(`${prefix}.old`, { recursive: true, force: true });
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

function serverMissing<T>(system: Installation): DevResult<T> {
  return problem("pg-server-missing", `${system.version} has no server program in ${system.bindir}`, {
    action: `Install the server (Debian: \`apt install postgresql-${system.major}\`), or choose another pg_config`,
  });
}

function notRelocatable<T>(system: Installation, outside: readonly string[]): DevResult<T> {
  return problem(
    "prefix-not-relocatable",
    `A private copy of ${system.version} would still use ${outside.join(", ")}`,
    {
      action:
        "Choose another pg_config, for instance one of a PostgreSQL package or of a build with --prefix",
    },
  );
}

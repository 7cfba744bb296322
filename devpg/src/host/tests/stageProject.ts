import { constants } from "node:fs";
import {
  chown,
  copyFile,
  lstat,
  lchown,
  mkdir,
  readdir,
  readlink,
  realpath,
  rm,
  symlink,
  utimes,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ServerUser } from "../serverUser";

/** Neither sources nor what tests read: repositories, packages, and what earlier runs left. */
const skipped = new Set([".git", ".hg", ".svn", "node_modules", "tmp_check", "tmp_check_iso", "output_iso"]);
const product = /\.(?:o|so|dylib|bc|a|gcda|gcno)$|^compile_commands\.json$/;

/** How a copy is made. */
export interface StageOptions {
  /** With what a build made. */
  readonly products: boolean;
  /** Who is to own it. */
  readonly user: ServerUser;
  /** Our own storage, which may lie within a project. Absolute. */
  readonly except: string;
}

/**
 * Makes `to` a copy of `from`: what is there already and has not changed is left, what is gone is removed. Tests write
 * where they please, so they work in a copy. Links into the tree lead into the copy.
 */
export async function stageProject(from: string, to: string, options: StageOptions): Promise<void> {
  const root = await realpath(from);
  if ((await lstat(root)).isFile()) {
    await makeFolder(dirname(to), options.user);
    await copyOne(root, to, options.user);
    return;
  }
  const copy = async (source: string, target: string): Promise<void> => {
    await makeFolder(target, options.user);
    const entries = (await readdir(source, { withFileTypes: true })).filter(
      ({ name }) => !skipped.has(name) && (options.products || !product.test(name)),
    );
    const kept = new Set(entries.map(({ name }) => name));
    for (const name of await readdir(target))
      if (!kept.has(name)) await rm(join(target, name), { recursive: true, force: true });
    for (const entry of entries) {
      const [path, place] = [join(source, entry.name), join(target, entry.name)];
      if (path === options.except) continue;
      if (entry.isDirectory()) await copy(path, place);
      else if (entry.isSymbolicLink()) await copyLink(root, path, place, options.user);
      else if (entry.isFile()) await copyOne(path, place, options.user);
    }
  };
  await copy(root, to);
}

async function makeFolder(path: string, user: ServerUser): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) await rm(path, { force: true });
  await mkdir(path, { recursive: true, mode: 0o755 });
  if (!user.isOurselves && found?.uid !== user.uid) await chown(path, user.uid, user.gid);
}

async function copyOne(from: string, to: string, user: ServerUser): Promise<void> {
  const wanted = await lstat(from).catch(() => undefined);
  if (wanted === undefined) return; // Gone since it was listed.
  const found = await lstat(to).catch(() => undefined);
  const isSame =
    found?.isFile() === true && found.size === wanted.size && sameTime(found.mtimeMs, wanted.mtimeMs);
  if (isSame) return;
  await rm(to, { recursive: true, force: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  if (!user.isOurselves) await chown(to, user.uid, user.gid);
  await utimes(to, wanted.atime, wanted.mtime);
}

/** Times are set to the microsecond, and read to the nanosecond. */
function sameTime(a: number, b: number): boolean {
  return Math.abs(a - b) < 1;
}

async function copyLink(root: string, from: string, to: string, user: ServerUser): Promise<void> {
  const target = await readlink(from);
  const meant = resolve(join(from, ".."), target);
  // A relative one within the tree works in the copy as it is.
  const wanted = !target.startsWith("/") && meant.startsWith(`${root}/`) ? target : meant;
  if ((await readlink(to).catch(() => undefined)) === wanted) return;
  await rm(to, { recursive: true, force: true });
  await symlink(wanted, to);
  if (!user.isOurselves) await lchown(to, user.uid, user.gid);
}

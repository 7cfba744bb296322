import { constants } from "node:fs";
import { copyFile, link, lstat, readdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { MirroredFolder } from "../plan/planPrefix";
import { makeReadable } from "./makeFolders";

/**
 * Brings what extensions installed into an old private copy to the new one: every real file but the programs that were
 * copied, and links that do not lead to the system's installation. `plan` is that of the old copy.
 */
export async function carryOver(
  oldPrefix: string,
  newPrefix: string,
  plan: readonly MirroredFolder[],
): Promise<void> {
  const copied = plan.filter((folder) => folder.how === "copy");
  const isCopiedProgram = async (path: string): Promise<boolean> => {
    const folder = copied.find((candidate) => candidate.to === dirname(path));
    if (folder === undefined) return false;
    const name = path.slice(folder.to.length + 1);
    return folder.only === undefined || new RegExp(folder.only).test(name);
  };
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await walk(path);
      else if (entry.isSymbolicLink() ? await isOurLink(path, plan) : !(await isCopiedProgram(path)))
        await bring(path, join(newPrefix, path.slice(oldPrefix.length + 1)));
    }
  };
  await walk(oldPrefix);
}

async function isOurLink(path: string, plan: readonly MirroredFolder[]): Promise<boolean> {
  const target = await readlink(path);
  const leadsToSystem = plan.some((folder) => target.startsWith(`${folder.from}/`));
  // Beside the programs, `postmaster` is a relative link.
  const besidePrograms = plan.some((folder) => folder.how === "copy" && folder.to === dirname(path));
  return !leadsToSystem && !besidePrograms && !target.startsWith("/");
}

/** The old copy stays whole until the new one takes its place. */
async function bring(from: string, to: string): Promise<void> {
  await makeReadable(dirname(to));
  const there = await lstat(to).catch(() => undefined);
  if (there?.isDirectory() === true) return;
  await rm(to, { force: true });
  if ((await lstat(from)).isSymbolicLink()) await symlink(await readlink(from), to);
  else await link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_FICLONE));
}

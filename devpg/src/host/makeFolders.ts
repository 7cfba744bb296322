import { chmod, chown, lstat, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DevResult } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { problem } from "./problem";
import { isPrivate, type Workplace } from "./workplace";

/**
 * Makes what every operation needs: the folders of the layout but the cluster's own, the record of whose workspace it
 * is, and the socket's folder. Fails with `storage-not-writable`, `disk-full`, `storage-of-other-user`, `socket-folder-taken`.
 */
export async function makeFolders({ layout, folder, user }: Workplace): Promise<DevResult<void>> {
  try {
    const plainRoot = dirname(layout.prefix);
    for (const path of [layout.workspaceRoot, layout.root]) await makeReadable(path);
    if (plainRoot !== layout.root) {
      await makeReadable(plainRoot);
      const owner = (await lstat(plainRoot)).uid;
      if (owner !== process.getuid?.() || (await lstat(plainRoot)).isSymbolicLink())
        return takenBy(plainRoot);
    }
    await makeReadable(layout.build);
    await writeWhole(layout.folderRecord, `${folder}\n`);
    for (const path of [layout.log, layout.socketFolder]) {
      await makePrivate(path, user);
      if (!(await isPrivate(path, user))) return takenBy(path);
    }
    return { ok: true, value: undefined };
  } catch (error) {
    return fileProblem(error, "The folders of the dev Postgres could not be made");
  }
}

/** Readable for the server's user whatever the umask is. */
export async function makeReadable(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o755 });
  if (made === undefined) return;
  for (let folder = path; folder.length >= made.length; folder = dirname(folder))
    if (((await stat(folder)).mode & 0o055) !== 0o055) await chmod(folder, 0o755);
}

/** A folder of the server's user alone. One that is there is left as it is. */
export async function makePrivate(path: string, user: Workplace["user"]): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw error;
  }
  if (!user.isOurselves) await chown(path, user.uid, user.gid);
}

/** Writes a file so that nobody ever sees a part of it. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.new`;
  await rm(unfinished, { force: true });
  // Never through a link that the folder's owner laid: as root we write into folders of the server's user.
  await writeFile(unfinished, text, { mode: 0o644, flag: "wx" });
  await chmod(unfinished, 0o644);
  await rename(unfinished, path);
}

function takenBy(path: string): DevResult<void> {
  return problem("storage-of-other-user", `${path} belongs to another user, or is open to others`, {
    action: "Remove it, or set DYNPGEXT_HOME to a folder of your own",
  });
}

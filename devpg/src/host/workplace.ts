import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { readPostmasterPid } from "../interpret/postmasterPid";
import type { Installation } from "../plan/installation";
import type { Layout } from "../plan/layout";
import { planLayout, socketFolders, storageHomes, workspaceRootOf } from "../plan/planLayout";
import type { DevPostgresOptions, DevResult } from "./devPostgres";
import { findInstallation } from "./findInstallation";
import { problem } from "./problem";
import { findServerUser, obstacle, type ServerUser } from "./serverUser";
import { isAccessible } from "./isAccessible";

/** Everything the operations on one dev Postgres are about: found afresh for each, and nothing is made for it. */
export interface Workplace {
  readonly options: DevPostgresOptions;
  /** Real path of the workspace folder. */
  readonly folder: string;
  readonly system: Installation;
  readonly layout: Layout;
  readonly user: ServerUser;
}

/** Fails as `findInstallation` and `findServerUser` do, and with `folder-missing`, `home-unreachable`, `socket-folder-missing`. */
export async function findWorkplace(
  options: DevPostgresOptions,
  system?: Installation,
): Promise<DevResult<Workplace>> {
  const folder = await realpath(options.folder).catch(() => undefined);
  if (folder === undefined) return problem("folder-missing", `There is no folder ${options.folder}`);
  const installation: DevResult<Installation> =
    system === undefined ? await findInstallation(options) : { ok: true, value: system };
  if (!installation.ok) return installation;
  const user = await findServerUser(options);
  if (!user.ok) return user;
  const folderHash = hashOf(folder);
  const home = await chooseHome(options, user.value);
  if (!home.ok) return home;
  const { major } = installation.value;
  const root = join(workspaceRootOf({ folder, folderHash, home: home.value }), String(major));
  const socketFolder = await chooseSocketFolder(options, user.value, root);
  if (socketFolder === undefined) return noSocketFolder();
  const layout = planLayout({
    ...{ folder, folderHash, home: home.value, major, socketFolder },
    plainRoot: `/var/tmp/dynpgext-${process.getuid?.() ?? 0}-${hashOf(root)}-files`,
  });
  return { ok: true, value: { options, folder, system: installation.value, layout, user: user.value } };
}

function hashOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 8);
}

async function chooseHome(options: DevPostgresOptions, user: ServerUser): Promise<DevResult<string>> {
  const homes = storageHomes(options.env, options.env["HOME"] ?? homedir(), !user.isOurselves);
  let blocked: string | undefined;
  for (const home of homes) {
    const real = await realOf(home);
    const closed = user.isOurselves ? undefined : await obstacle(user, real);
    if (closed === undefined) return { ok: true, value: real };
    blocked ??= closed;
  }
  return problem(
    "home-unreachable",
    `The server runs as ${user.name}, which cannot get to ${homes[0]!}: ${blocked!} is closed to it`,
    {
      action: `Run \`chmod o+x ${blocked!}\`, or set DYNPGEXT_HOME to a folder that ${user.name} can get to`,
    },
  );
}

/** The real path, of as much of it as exists. */
async function realOf(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return real;
  const above = join(path, "..");
  return above === path ? path : join(await realOf(above), path.slice(above === "/" ? 1 : above.length + 1));
}

/** The folder that the running server uses; else one that is ours already, else the first that can be made. */
async function chooseSocketFolder(
  options: DevPostgresOptions,
  user: ServerUser,
  root: string,
): Promise<string | undefined> {
  const candidates = socketFolders(options.env, user.uid, hashOf(root));
  const text = await readFile(join(root, "data", "postmaster.pid"), "utf8").catch(() => "");
  const used = readPostmasterPid(text)?.socketFolder;
  const usable: string[] = [];
  for (const folder of candidates) if (await isUsable(folder, user)) usable.push(folder);
  if (used !== undefined && (await isPrivate(used, user))) return used;
  return usable[0];
}

async function isUsable(folder: string, user: ServerUser): Promise<boolean> {
  if ((await lstat(folder).catch(() => undefined)) !== undefined) return isPrivate(folder, user);
  const above = dirname(folder);
  const mayWrite = await isAccessible(above, constants.W_OK | constants.X_OK);
  return mayWrite && (await obstacle(user, above)) === undefined;
}

/** A real folder (no link that somebody laid) that belongs to the server's user alone. */
export async function isPrivate(folder: string, user: ServerUser): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === user.uid && (found.mode & 0o077) === 0;
}

function noSocketFolder(): DevResult<Workplace> {
  return problem(
    "socket-folder-missing",
    "There is no place for the server's socket: it needs a short path, and /tmp and /var/tmp cannot be used " +
      "(or hold a folder of that name that belongs to somebody else)",
    { action: "Set XDG_RUNTIME_DIR to a short folder that belongs to you" },
  );
}

import type { Stats } from "node:fs";
import { access, constants, realpath, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";

/** A folder to analyse as a workspace, and which of its files to list. */
export interface Target {
  /** Absolute, `/` separators, as the user reached it. */
  readonly root: string;
  readonly realRoot: string;
  /** Absolute paths of the files asked for; undefined when the folder itself was. */
  readonly only: ReadonlySet<string> | undefined;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** One line for each argument that is no file and no folder. */
  readonly problems: readonly string[];
}

/** Each folder is a target of its own, in the order of the arguments; files of one folder share that folder. */
export async function resolveTargets(paths: readonly string[], cwd: string): Promise<Targets> {
  const byRoot = new Map<string, { root: string; realRoot: string; only: Set<string> | undefined }>();
  const problems: string[] = [];
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const status = await statusOf(absolute).catch((error: unknown) => reason(error));
    if (typeof status === "string") problems.push(`${path}: ${status}`);
    else if (!status.isDirectory() && !status.isFile()) problems.push(`${path}: neither a file nor a folder`);
    else {
      const folder = status.isFile() ? dirname(absolute) : absolute;
      const realRoot = await realpath(folder);
      const target = byRoot.get(realRoot) ?? { root: slashed(folder), realRoot, only: new Set<string>() };
      byRoot.set(realRoot, target);
      if (status.isDirectory()) target.only = undefined;
      else target.only?.add(`${target.root}/${basename(absolute)}`.replace("//", "/"));
    }
  }
  return { targets: [...byRoot.values()], problems };
}

/** Fails also for a folder that nobody may look into, so that it is said once and not for each thing in it. */
async function statusOf(path: string): Promise<Stats> {
  const status = await stat(path);
  if (status.isDirectory()) await access(path, constants.R_OK | constants.X_OK);
  return status;
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "no such file or folder";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ELOOP":
      return "symbolic link loop: it leads to itself";
    default:
      return `cannot be read: ${code}`;
  }
}

function slashed(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

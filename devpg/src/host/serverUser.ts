import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DevPostgresOptions, DevResult } from "./devPostgres";
import { problem } from "./problem";
import { runProcess } from "./runProcess";

/** The OS user that the server, initdb and pg_regress run as: ourselves, unless we are root, as whom they refuse to run. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** Put before a program and its arguments; empty when it is ourselves. */
  readonly become: readonly string[];
  readonly isOurselves: boolean;
}

const found = new Map<string, Promise<DevResult<ServerUser>>>();

/** Fails with `os-user-missing`, `os-user-is-root`, `os-user-tool-missing`. */
export async function findServerUser(
  options: Pick<DevPostgresOptions, "osUser" | "env">,
): Promise<DevResult<ServerUser>> {
  if (process.getuid === undefined || process.getgid === undefined)
    return problem("os-not-supported", "The dev Postgres runs on Linux and macOS; on Windows, use WSL");
  const uid = process.getuid();
  if (uid !== 0)
    return { ok: true, value: { name: "", uid, gid: process.getgid(), become: [], isOurselves: true } };
  const key = `${options.osUser ?? ""}\0${options.env["PATH"] ?? ""}`;
  const answer = found.get(key) ?? lookUp(options);
  found.set(key, answer);
  const result = await answer;
  if (!result.ok) found.delete(key);
  return result;
}

async function lookUp(options: Pick<DevPostgresOptions, "osUser" | "env">): Promise<DevResult<ServerUser>> {
  for (const name of options.osUser === undefined ? ["postgres", "nobody"] : [options.osUser]) {
    const [uid, gid] = [await idOf("-u", name), await idOf("-g", name)];
    if (uid === undefined || gid === undefined) continue;
    if (uid === 0)
      return problem("os-user-is-root", `PostgreSQL does not run as ${name}, which is root`, {
        action: "Set `dynpgext.devpg.osUser` / `--os-user` to an unprivileged user",
      });
    const become = await toolToBecome(name, uid, gid, options.env["PATH"] ?? "");
    if (become === undefined)
      return problem(
        "os-user-tool-missing",
        `This runs as root, and PostgreSQL does not. There is neither setpriv nor runuser to run it as ${name}`,
        { action: "Install util-linux, or work as an ordinary user" },
      );
    return { ok: true, value: { name, uid, gid, become, isOurselves: false } };
  }
  const wanted = options.osUser === undefined ? "neither postgres nor nobody" : `no user ${options.osUser}`;
  return problem(
    "os-user-missing",
    `This runs as root, and PostgreSQL does not: it needs another user, and there is ${wanted}`,
    { action: "Make one (`useradd --system dynpgext`) and set `dynpgext.devpg.osUser` / `--os-user` to it" },
  );
}

async function idOf(option: "-u" | "-g", name: string): Promise<number | undefined> {
  const outcome = await runProcess(
    { argv: ["id", option, "--", name], cwd: "/", env: {} },
    { timeoutMs: 10_000 },
  );
  const number =
    outcome.ok && outcome.value.exitCode === 0 ? Number(outcome.value.stdout.trim()) : Number.NaN;
  return Number.isInteger(number) ? number : undefined;
}

async function toolToBecome(
  name: string,
  uid: number,
  gid: number,
  path: string,
): Promise<readonly string[] | undefined> {
  const setpriv = await findProgram("setpriv", path);
  if (setpriv !== undefined) return [setpriv, `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--"];
  const runuser = await findProgram("runuser", path);
  return runuser === undefined ? undefined : [runuser, "-u", name, "--"];
}

async function findProgram(name: string, path: string): Promise<string | undefined> {
  for (const folder of [...path.split(":"), "/usr/bin", "/usr/sbin", "/bin", "/sbin"]) {
    const file = folder.startsWith("/") ? await stat(join(folder, name)).catch(() => undefined) : undefined;
    if (file?.isFile() === true) return join(folder, name);
  }
  return undefined;
}

/**
 * The first folder on the way to `path` that keeps this user out by its mode, as far as the path exists; undefined when
 * it gets there. Access lists are not looked at.
 */
export async function obstacle(user: ServerUser, path: string): Promise<string | undefined> {
  const above = dirname(path);
  if (above !== path) {
    const earlier = await obstacle(user, above);
    if (earlier !== undefined) return earlier;
  }
  const folder = await stat(path).catch(() => undefined);
  if (folder === undefined) return undefined;
  const shift = folder.uid === user.uid ? 6 : folder.gid === user.gid ? 3 : 0;
  return ((folder.mode >> shift) & 1) === 1 ? undefined : path;
}

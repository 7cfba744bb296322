import { readFile, readdir, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { ptraceProblem } from "../../interpret/debug/ptraceProblem";
import type { Problem } from "../../../../server/src/base/result";

/** Where the kernel says who may attach. */
export const ptraceScopePath = "/proc/sys/kernel/yama/ptrace_scope";

export interface PtraceQuestion {
  readonly pid: number;
  /** The bundled loader is preloaded. */
  readonly isAllowing: boolean;
  /** Handed in by tests; the kernel's own when absent. */
  readonly scopePath?: string;
  /** Who debugs; ourselves when absent. */
  readonly uid?: number;
}

/** Why a debugger may not attach to a process of the server; undefined when it may, or nobody knows. */
export async function checkPtrace(question: PtraceQuestion): Promise<Problem | undefined> {
  const { pid, isAllowing, scopePath = ptraceScopePath, uid = process.getuid?.() ?? 0 } = question;
  const text = await readFile(scopePath, "utf8").catch(() => "");
  const owner = await stat(`/proc/${pid}`).catch(() => undefined);
  if (owner === undefined) return undefined;
  return ptraceProblem({
    scope: /^\s*\d+/u.test(text) ? Number.parseInt(text, 10) : undefined,
    isRoot: uid === 0,
    isOwn: owner.uid === uid,
    isAllowing,
    owner: owner.uid === userInfo().uid ? userInfo().username : `the user with number ${owner.uid}`,
  });
}

/** False when there is no such process, or only what is left of it. */
export async function isProcessAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const status = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
  return !/\) [ZX] /u.test(status);
}

/** A child of the postmaster: its title without `postgres: `. */
export interface ServerProcess {
  readonly pid: number;
  readonly title: string;
}

/** Processes of a server, by what they call themselves. Source: init_ps_display, src/backend/utils/misc/ps_status.c, REL_15_STABLE. */
export async function serverProcesses(postmaster: number): Promise<readonly ServerProcess[]> {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    entries.filter((name) => /^\d+$/u.test(name)).map((name) => childOf(postmaster, Number(name))),
  );
  return found.filter((each) => each !== undefined);
}

async function childOf(postmaster: number, pid: number): Promise<ServerProcess | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
  const parent = Number(/\) \S (\d+) /u.exec(status)?.[1] ?? Number.NaN);
  if (parent !== postmaster) return undefined;
  const line = await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "");
  const title = line.replaceAll("\0", " ").trim();
  return title.startsWith("postgres: ") ? { pid, title: title.slice("postgres: ".length) } : undefined;
}

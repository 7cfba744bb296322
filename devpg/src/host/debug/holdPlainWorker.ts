import { chown, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readPostmasterPid } from "../../interpret/postmasterPid";
import type { WorkerStartTarget } from "../../plan/debugTarget";
import type { DevPostgres, DevResult, Run } from "../devPostgres";
import { problem } from "../problem";
import { isWorkerTitle } from "./attachToWorker";
import { workerMissing, type Waiting } from "./heldProcesses";
import type { PreparedTarget } from "./preparedTarget";
import { serverProcesses } from "./processFacts";

/** Long enough to find it; connections of others wait as long. */
const delayS = 2;
const line = `post_auth_delay = ${delayS} # Dynpgext holds the start of a worker`;
const pollMs = 20;

/**
 * A worker of an extension that registered it itself, in its first moments: the server restarts with
 * `post_auth_delay`, which lets every process sleep before it begins (StartBackgroundWorker,
 * src/backend/postmaster/bgworker.c, REL_13_STABLE to REL_18_STABLE). The process is found by its title and stopped, and the
 * setting is taken back. Fails with `worker-missing`, `server-not-running`, `cancelled`.
 */
export async function holdPlainWorker(
  postgres: DevPostgres,
  { name, functionName }: WorkerStartTarget,
  waiting: Waiting,
): Promise<DevResult<PreparedTarget>> {
  const status = await postgres.status();
  if (!status.ok) return status;
  const before = status.value.pid;
  if (before === undefined || status.value.state !== "running")
    return problem("server-not-running", "The dev Postgres does not run", {
      action: "Build and load the extension first",
    });
  const { data } = status.value.layout;
  const settings = join(data, "postgresql.auto.conf");
  await changeSettings(settings, (text) => `${withoutDelay(text)}${line}\n`);
  const restarted = postgres.restart(quietly(waiting));
  try {
    waiting.say(`Restarting PostgreSQL to catch ${name} at its start`);
    const pid = await nextWorker(data, before, name, waiting);
    if (pid === undefined) return workerMissing(name, waiting);
    const entry = functionName === undefined ? {} : { entryFunction: functionName };
    const letGo = (): void => void send(pid, "SIGCONT");
    const release = async (): Promise<void> => {
      letGo();
      await restarted;
    };
    return { ok: true, value: { pid, title: `worker ${name} (${pid})`, ...entry, letGo, release } };
  } finally {
    await changeSettings(settings, withoutDelay);
    await reload(data);
  }
}

function quietly({ signal }: Waiting): Run {
  const nothing = (): void => undefined;
  return { signal, watcher: { step: nothing, command: nothing, output: nothing } };
}

function withoutDelay(text: string): string {
  return text.replaceAll(`${line}\n`, "");
}

/** The file stays that of the server's user. */
async function changeSettings(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => "");
  const after = change(before);
  if (after === before) return;
  const owner = await stat(path).catch(() => stat(join(path, "..")));
  await writeFile(path, after, { mode: 0o600 });
  await chown(path, owner.uid, owner.gid);
}

/** Lets the postmaster read its settings. Source: manual of 15, 20.1.2 "Parameter Interaction via the Configuration File". */
async function reload(data: string): Promise<void> {
  const postmaster = await postmasterOf(data);
  if (postmaster !== undefined) send(postmaster, "SIGHUP");
}

/** False when there is no such process any more. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}

async function postmasterOf(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  return readPostmasterPid(text)?.pid;
}

async function nextWorker(
  data: string,
  before: number,
  name: string,
  { signal, timeoutMs }: Waiting,
): Promise<number | undefined> {
  const until = performance.now() + timeoutMs;
  while (!signal.aborted && performance.now() < until) {
    const postmaster = await postmasterOf(data);
    if (postmaster !== undefined && postmaster !== before) {
      const found = (await serverProcesses(postmaster)).find(({ title }) => isWorkerTitle(title, name));
      // It sleeps for a while only: from here on it stands still, however long the debugger takes.
      if (found !== undefined && send(found.pid, "SIGSTOP")) return found.pid;
    }
    await delay(pollMs);
  }
  return undefined;
}

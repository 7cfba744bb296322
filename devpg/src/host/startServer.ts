import { spawn } from "node:child_process";
import { open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { adviceFor } from "../interpret/advice";
import { LogReader, logFormatOf, logSuffix } from "../interpret/serverLog";
import type { LogRecord } from "../interpret/serverMessage";
import { startupFailure } from "../interpret/startupFailure";
import { asArgv } from "../plan/asArgv";
import type { Installation } from "../plan/installation";
import { settingsFiles, userSettingsFile } from "../plan/planSettings";
import { clusterState, isServerOf, type LiveServer } from "./clusterState";
import type { DevResult, Run } from "./devPostgres";
import { outputTail } from "./outputTail";
import { problem } from "./problem";
import { endLeftovers } from "./processesIn";
import { pruneCores } from "./pruneCores";
import { pruneLogs } from "./pruneLogs";
import { processEnvironment, signalGroup } from "./runProcess";
import { stopServer } from "./stopServer";
import type { Workplace } from "./workplace";

const startTimeoutMs = 120_000;
const pollMs = 20;

/** What a start depends on besides the settings, which are written. */
export interface StartFacts {
  readonly installation: Installation;
  /** Libraries in `shared_preload_libraries`, for the message when one of them ends the server. */
  readonly preloaded: readonly string[];
  /** Added to the server's environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Core dumps up to what the system allows; the program and its arguments follow. */
const withCoreDumps = ["/bin/sh", "-c", 'ulimit -S -c "$(ulimit -H -c)" 2>/dev/null; exec "$@"', "postgres"];

/**
 * Starts the server of a stopped cluster, whose settings are written, and waits until it accepts connections. The server
 * outlives this process. The caller holds the lock. Fails with `server-start-failed` (with the server's own message),
 * `disk-full`, `timeout`, `cancelled`; nothing runs then.
 */
export async function startServer(
  workplace: Workplace,
  facts: StartFacts,
  run: Run,
): Promise<DevResult<LiveServer>> {
  const { layout } = workplace;
  const { installation } = facts;
  await endLeftovers(layout.data, 10_000);
  // What a dead server left, whose number another process may have now; nothing alive is in this folder.
  await rm(join(layout.data, "postmaster.pid"), { force: true });
  await pruneLogs(layout.log);
  await pruneCores(layout.data);
  const startedAt = Date.now();
  const startupLog = join(layout.log, "startup.log");
  const server = await launch(workplace, facts, startupLog, run);
  for (;;) {
    const state = await clusterState(layout, installation.major);
    if (state.kind === "running") return { ok: true, value: state };
    const ended = server.ended();
    if (ended !== undefined) return startFailed(workplace, facts.preloaded, { startupLog, startedAt, ended });
    const isLate = Date.now() - startedAt > startTimeoutMs;
    if (run.signal.aborted || isLate) {
      await endStart(workplace, installation, server.pid);
      if (run.signal.aborted) return problem("cancelled", "Starting the server was cancelled");
      return problem(
        "timeout",
        `The server did not accept connections within ${startTimeoutMs / 1000} s and was stopped`,
        {
          action: "Look at its log; `dynpgext reset` makes a new cluster",
          output: outputTail(await readFile(startupLog, "utf8").catch(() => "")),
        },
      );
    }
    await delay(pollMs);
  }
}

/** Starts the program, writing to `startupLog` until its own logger takes over. */
async function launch(
  { layout, user, options }: Workplace,
  { installation, environment }: StartFacts,
  startupLog: string,
  run: Run,
): Promise<{ readonly pid: number | undefined; ended(): string | undefined }> {
  await rm(startupLog, { force: true });
  const file = await open(startupLog, "wx", 0o600);
  const postgres = join(installation.bindir, "postgres");
  const argv = asArgv([...user.become, ...withCoreDumps, postgres, "-D", layout.data]);
  run.watcher.command({ argv, cwd: layout.data, env: environment });
  const child = spawn(argv[0], argv.slice(1), {
    cwd: layout.data,
    env: processEnvironment(options.env, environment),
    detached: true,
    stdio: ["ignore", file.fd, file.fd],
  });
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", (code, signal) => (ended = signal ?? `exit code ${code}`));
  child.unref();
  if (!user.isOurselves) await file.chown(user.uid, user.gid);
  await file.close();
  return { pid: child.pid, ended: () => ended };
}

/** By its pid file when it has one by now, else as the process that was started. */
async function endStart(
  workplace: Workplace,
  installation: Installation,
  group: number | undefined,
): Promise<void> {
  const stopped = await stopServer(workplace, installation.major);
  if (group !== undefined && (await isServerOf(group, workplace.layout.data))) signalGroup(group, "SIGKILL");
  if (!stopped.ok && group !== undefined) signalGroup(group, "SIGKILL");
  await endLeftovers(workplace.layout.data, 5_000);
}

async function startFailed(
  { layout, system, user, folder }: Workplace,
  preloaded: readonly string[],
  { startupLog, startedAt, ended }: { startupLog: string; startedAt: number; ended: string },
): Promise<DevResult<LiveServer>> {
  // The server reads a copy of the user's settings; the user wants to hear of the file that he wrote.
  const copy = join(layout.data, settingsFiles.user);
  const stderr = (await readFile(startupLog, "utf8").catch(() => "")).replaceAll(
    copy,
    join(folder, userSettingsFile),
  );
  const records = await recordsSince(layout.log, system.major, startedAt);
  const message = startupFailure(stderr, records);
  const output = outputTail(
    `${stderr}\n${records.map((record) => `${record.severity}:  ${record.message}`).join("\n")}`,
  );
  if (message === undefined) {
    const who = user.isOurselves ? "" : ` as ${user.name}`;
    const action =
      preloaded.length === 0
        ? "`dynpgext doctor` looks at the surroundings"
        : `A library that it loads at its start is the likely cause: ${preloaded.join(", ")}. Mend and load it again`;
    return problem("server-start-failed", `PostgreSQL ended while starting${who} (${ended})`, {
      action,
      output,
    });
  }
  const advice = adviceFor(message);
  const isFull = message.code === "53100" || /No space left on device/.test(message.message);
  return problem(
    isFull ? "disk-full" : "server-start-failed",
    `PostgreSQL did not start: ${message.message}`,
    {
      serverMessage: message,
      ...(advice === undefined ? {} : { advice, action: advice.action }),
      output,
    },
  );
}

/** Log records of files that were written since; in milliseconds since 1970. */
async function recordsSince(folder: string, major: number, since: number): Promise<readonly LogRecord[]> {
  const format = logFormatOf(major);
  const records: LogRecord[] = [];
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    const path = join(folder, name);
    if (!name.endsWith(logSuffix[format])) continue;
    const file = await stat(path).catch(() => undefined);
    if (file === undefined || file.mtimeMs < since - 1_000) continue;
    const all = new LogReader(format).push(await readFile(path, "utf8").catch(() => ""));
    records.push(...all.filter((record) => !(timeOf(record) < since - 1_000)));
  }
  return records;
}

/** `2026-11-21 15:00:00.123 UTC`; the managed settings choose UTC. NaN for another form. */
function timeOf(record: LogRecord): number {
  return Date.parse(record.timestamp.replace(" ", "T").replace(/ (UTC|GMT)$/, "Z"));
}

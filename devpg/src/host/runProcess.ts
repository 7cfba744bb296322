import { spawn, type ChildProcess } from "node:child_process";
import type { CommandPlan } from "../plan/commandPlan";
import type { DevResult, Watcher } from "./devPostgres";
import { endWithUs } from "./endWithUs";
import { outputTail } from "./outputTail";
import { problem } from "./problem";

export interface ProcessOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Sees the command and what it writes. */
  readonly watcher?: Watcher;
  /** Written to its standard input, which is closed then. */
  readonly input?: string;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs?: number;
  /** What `plan.env` is added to; that of this process when absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a program ended by itself. */
export interface ProcessOutcome {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly endedBy: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came. */
  readonly output: string;
  readonly durationMs: number;
}

const defaultGraceMs = 3_000;
/** What is kept of each stream; a program that writes more loses the beginning. */
const keptCharacters = 32 * 1024 * 1024;

/**
 * Runs a program to its end, in a process group of its own that is ended as a whole: when the signal aborts
 * (`cancelled`), when the time is up (`timeout`), and when this process dies, however it dies. What the program leaves
 * running in its group after its own end is ended too. Any exit code is a value. Fails with `cancelled`, `timeout`,
 * `program-missing`, `program-not-started`.
 */
export async function runProcess(
  plan: CommandPlan,
  options: ProcessOptions,
): Promise<DevResult<ProcessOutcome>> {
  if (options.signal?.aborted === true) return cancelled(plan, "");
  options.watcher?.command(plan);
  const startedAt = performance.now();
  const [program, ...args] = plan.argv;
  const child = spawn(program, args, {
    cwd: plan.cwd,
    env: processEnvironment(options.env ?? process.env, plan.env),
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = collectOutput(child, options.watcher);
  child.stdin.on("error", () => undefined); // A program need not read its input.
  child.stdin.end(options.input ?? "");
  const release = child.pid === undefined ? () => undefined : endWithUs(child.pid);
  const ending = await endOf(child, options);
  release();
  output.stop();
  switch (ending.kind) {
    case "failed":
      return notStarted(plan, ending.error);
    case "cancelled":
      return cancelled(plan, output.both());
    case "timeout":
      return problem(
        "timeout",
        `\`${plan.argv.join(" ")}\` did not end within ${options.timeoutMs / 1000} s and was stopped`,
        {
          action: "Look at its last output for what it waited for, then try again",
          output: outputTail(output.both()),
        },
      );
    case "ended": {
      const { exitCode, endedBy } = ending;
      const texts = { stdout: output.stdout(), stderr: output.stderr(), output: output.both() };
      return { ok: true, value: { exitCode, endedBy, ...texts, durationMs: performance.now() - startedAt } };
    }
  }
}

/**
 * Messages in English whatever the user's language is, and no variable that leads a PostgreSQL program to another
 * server (`PGHOST`, `PGDATA`, …: manual, "Environment Variables" of libpq).
 */
export function processEnvironment(
  base: Readonly<Record<string, string | undefined>>,
  added: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...base, LC_ALL: "C", ...added })) {
    const misleads = /^PG[A-Z]/.test(name) && !Object.hasOwn(added, name);
    if (value !== undefined && !misleads) environment[name] = value;
  }
  return environment;
}

type Ending =
  | { readonly kind: "ended"; readonly exitCode: number | null; readonly endedBy: NodeJS.Signals | null }
  | { readonly kind: "failed"; readonly error: NodeJS.ErrnoException }
  | { readonly kind: "cancelled" | "timeout" };

/** Settles when the program and whoever holds its streams has ended, or shortly after the program alone has. */
function endOf(child: ChildProcess, options: ProcessOptions): Promise<Ending> {
  return new Promise((resolve) => {
    let stoppedBy: "cancelled" | "timeout" | undefined;
    let escalation: NodeJS.Timeout | undefined;
    let linger: NodeJS.Timeout | undefined;
    const graceMs = options.graceMs ?? defaultGraceMs;
    const stop = (why: "cancelled" | "timeout"): void => {
      if (stoppedBy !== undefined || child.pid === undefined) return;
      stoppedBy = why;
      const group = child.pid;
      signalGroup(group, "SIGTERM");
      escalation = setTimeout(() => signalGroup(group, "SIGKILL"), graceMs);
    };
    const abort = (): void => stop("cancelled");
    const settle = (ending: Ending): void => {
      clearTimeout(limit);
      clearTimeout(escalation);
      clearTimeout(linger);
      options.signal?.removeEventListener("abort", abort);
      if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
      resolve(stoppedBy === undefined ? ending : { kind: stoppedBy });
    };
    const limit = setTimeout(() => stop("timeout"), options.timeoutMs);
    options.signal?.addEventListener("abort", abort);
    child.once("error", (error) => {
      if (child.pid === undefined) settle({ kind: "failed", error });
    });
    // A child of the program that went to the background may hold the streams open for ever.
    child.once("exit", (exitCode, endedBy) => {
      linger = setTimeout(() => settle({ kind: "ended", exitCode, endedBy }), graceMs);
    });
    child.once("close", (exitCode, endedBy) => settle({ kind: "ended", exitCode, endedBy }));
  });
}

/** Sends a signal to a process group; one that is gone is as good. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

function collectOutput(
  child: ChildProcess,
  watcher: Watcher | undefined,
): { stdout(): string; stderr(): string; both(): string; stop(): void } {
  const kept = { stdout: "", stderr: "", both: "" };
  let isOpen = true;
  const keep = (stream: "stdout" | "stderr") => (text: string) => {
    if (!isOpen) return;
    kept[stream] = (kept[stream] + text).slice(-keptCharacters);
    kept.both = (kept.both + text).slice(-keptCharacters);
    watcher?.output(text);
  };
  child.stdout?.setEncoding("utf8").on("data", keep("stdout"));
  child.stderr?.setEncoding("utf8").on("data", keep("stderr"));
  return {
    stdout: () => kept.stdout,
    stderr: () => kept.stderr,
    both: () => kept.both,
    stop: () => {
      isOpen = false;
      child.stdout?.destroy();
      child.stderr?.destroy();
    },
  };
}

function cancelled(plan: CommandPlan, output: string): DevResult<ProcessOutcome> {
  return problem("cancelled", `\`${plan.argv[0]}\` was cancelled`, { output: outputTail(output) });
}

function notStarted(plan: CommandPlan, error: NodeJS.ErrnoException): DevResult<ProcessOutcome> {
  const program = plan.argv[0];
  if (error.code === "ENOENT")
    return problem(
      "program-missing",
      `\`${program}\` was not found, or its folder ${plan.cwd} does not exist`,
      {
        action: `Install ${program}, or put it on PATH`,
      },
    );
  return problem("program-not-started", `\`${program}\` could not be started: ${error.message}`);
}

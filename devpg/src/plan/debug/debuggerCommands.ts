import type { StopOnError } from "../debugTarget";

/** Where the modules that teach debuggers our types are; see devpg/debugger. Absolute. */
export interface DebuggerModules {
  readonly lldb: string;
  readonly gdb: string;
}

/**
 * Signals by which PostgreSQL's processes speak to each other, and those of timers: passed on without a stop.
 * Source: src/backend/storage/ipc/procsignal.c, latch.c (SIGURG) and src/backend/postmaster/postmaster.c, REL_15_STABLE.
 */
export const passedSignals: readonly string[] = [
  ...["SIGHUP", "SIGINT", "SIGTERM", "SIGALRM", "SIGUSR1", "SIGUSR2"],
  ...["SIGURG", "SIGCHLD", "SIGPIPE", "SIGCONT", "SIGWINCH"],
];

/** What is loaded into a debugger. */
export interface DebuggerSetUp {
  readonly modules: DebuggerModules;
  /** Path of a file with the SQL types of C functions. */
  readonly functionTypes?: string;
}

/** Loads our module. */
export function lldbSetUp({ modules, functionTypes }: DebuggerSetUp): readonly string[] {
  return [`command script import ${quoted(modules.lldb)}`, ...typesCommand(functionTypes)];
}

function typesCommand(path: string | undefined): readonly string[] {
  return path === undefined ? [] : [`dynpgext-function-types ${quoted(path)}`];
}

/** For a debugger that is attached. */
export const lldbSignals: readonly string[] = [
  `process handle --notify false --stop false --pass true ${passedSignals.join(" ")}`,
];

/** Loads our module, and what else is to be set before gdb attaches. */
export function gdbSetUp({ modules, functionTypes }: DebuggerSetUp): readonly string[] {
  return [
    "set pagination off",
    "set breakpoint pending on",
    // Also to be found in processes that were forked from the one that is debugged.
    "set detach-on-fork on",
    ...passedSignals.map((signal) => `handle ${signal} nostop noprint pass`),
    `source ${modules.gdb}`,
    ...typesCommand(functionTypes),
  ];
}

/** A command of our modules, the same in lldb and gdb. */
export function stopOnErrorCommand(wanted: StopOnError | false): string {
  if (wanted === false) return "dynpgext-stop-on-error off";
  const states = (wanted.sqlstates ?? []).map((state) => `--sqlstate ${quoted(state)}`);
  const texts = (wanted.texts ?? []).map((text) => `--text ${quoted(text)}`);
  return ["dynpgext-stop-on-error on", ...states, ...texts].join(" ");
}

/** Time limits of the session that is attached to: none may end what somebody looks at. */
export const liftTimeLimits = "dynpgext-time-limits lift";
export const restoreTimeLimits = "dynpgext-time-limits restore";

/** What the thread that is selected has stopped for, as JSON; `null` when it is no error. */
export const errorCommand = "dynpgext-error";

/** A stop at the first line of a function, once, also when its library is loaded later. */
export function stopOnceAt(functionName: string): string {
  return `breakpoint set --one-shot true --name ${quoted(functionName)}`;
}

/** The first stop of a function, for gdb. */
export function gdbStopOnceAt(functionName: string): string {
  return `tbreak ${functionName}`;
}

/** As both debuggers read arguments. */
export function quoted(text: string): string {
  return /^[\w./:+-]+$/u.test(text) ? text : `"${text.replace(/[\\"]/gu, "\\$&")}"`;
}

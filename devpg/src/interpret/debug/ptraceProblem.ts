import type { Problem } from "../../../../server/src/base/result";

/** What decides whether a debugger may attach. */
export interface PtraceFacts {
  /** Of the kernel's module Yama; undefined where it is not there. */
  readonly scope: number | undefined;
  readonly isRoot: boolean;
  /** The process runs as the user who debugs. */
  readonly isOwn: boolean;
  /** The process has allowed all of its user to attach: the bundled loader does that. */
  readonly isAllowing: boolean;
  /** OS user of the process. */
  readonly owner: string;
}

/**
 * Why a debugger may not attach, and what to do; undefined when nothing is known to keep it out.
 * Source: Documentation/admin-guide/LSM/Yama.rst of Linux, "ptrace_scope"; ptrace(2), "Ptrace access mode checking".
 */
export function ptraceProblem(facts: PtraceFacts): Problem | undefined {
  const { scope, isRoot, isOwn, isAllowing, owner } = facts;
  if (scope !== undefined && scope >= 3)
    return {
      code: "ptrace-forbidden",
      message: "This system lets nobody attach a debugger (kernel.yama.ptrace_scope is 3)",
      action:
        "Only a restart of the machine changes that: set kernel.yama.ptrace_scope to 1 or 0 in /etc/sysctl.d " +
        "(in a container: on its host), then restart",
    };
  if (isRoot) return undefined;
  if (!isOwn)
    return {
      code: "ptrace-other-user",
      message: `The process belongs to ${owner}, and debuggers may attach to processes of their own user only`,
      action: `Start VS Code as ${owner} or as root, or let the dev Postgres run as you (it does, unless root started it)`,
    };
  if (scope === 2)
    return {
      code: "ptrace-restricted",
      message: "This system lets only root attach a debugger (kernel.yama.ptrace_scope is 2)",
      action: "Run `echo 1 | sudo tee /proc/sys/kernel/yama/ptrace_scope`, then try again",
    };
  if (scope === 1 && !isAllowing)
    return {
      code: "ptrace-restricted",
      message:
        "This system lets a debugger attach only to its own child processes (kernel.yama.ptrace_scope is 1), " +
        "and this process has not allowed more",
      action:
        "Run `echo 0 | sudo tee /proc/sys/kernel/yama/ptrace_scope`, then try again. Servers with the bundled loader allow it by themselves",
    };
  return undefined;
}

/**
 * What to say when a debugger could not attach: its own words, and what they mean. `isThere`: the process still exists.
 */
export function attachProblem(said: string, pid: number, isThere: boolean): Problem {
  if (!isThere)
    return {
      code: "backend-gone",
      message: `Process ${pid} ended before the debugger was attached`,
      action: "Start again: a new process is chosen then",
    };
  if (/not permitted|EPERM|permission denied/iu.test(said))
    return {
      code: "attach-refused",
      message: `The system does not let the debugger attach to process ${pid}: ${firstLine(said)}`,
      action:
        "In a container, start it with `--cap-add=SYS_PTRACE`. If another debugger is attached already, end that one",
    };
  return {
    code: "attach-failed",
    message: `The debugger could not attach to process ${pid}: ${firstLine(said)}`,
    action: "If another debugger is attached already, end that one; `dynpgext doctor` examines the machine",
  };
}

function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? "it did not say why"
  );
}

import { dirname } from "node:path/posix";
import { gdbSetUp, gdbStopOnceAt, stopOnErrorCommand } from "./debuggerCommands";
import type { AttachPlan } from "./attachPlan";

/**
 * A configuration for the extension C/C++, which needs the program and takes the pid as text. `setupCommands` run before
 * it attaches, so what needs a process is made pending. Source: "Configure C/C++ debugging" of the manual of VS Code.
 */
export function cppdbgConfiguration(
  plan: AttachPlan,
  gdb: string | undefined,
): Readonly<Record<string, unknown>> {
  const { name, pid, core, program, stopOnError, entryFunction, sourceMap } = plan;
  const commands = [
    ...gdbSetUp(plan),
    ...(stopOnError === false ? [] : [stopOnErrorCommand(stopOnError)]),
    ...(entryFunction === undefined ? [] : [gdbStopOnceAt(entryFunction)]),
  ];
  return {
    ...{ type: "cppdbg", name, program, MIMode: "gdb" },
    ...(core === undefined
      ? { request: "attach", processId: String(pid) }
      : { request: "launch", coreDumpPath: core, cwd: dirname(program) }),
    ...(gdb === undefined ? {} : { miDebuggerPath: gdb }),
    setupCommands: [
      { text: "-enable-pretty-printing", ignoreFailures: true },
      ...commands.map((text) => ({
        text: `-interpreter-exec console ${miQuoted(text)}`,
        ignoreFailures: true,
      })),
    ],
    ...(sourceMap === undefined ? {} : { sourceFileMap: sourceMap }),
  };
}

/** A C string, as the machine interface of gdb reads it. */
function miQuoted(text: string): string {
  return `"${text.replace(/[\\"]/gu, "\\$&")}"`;
}

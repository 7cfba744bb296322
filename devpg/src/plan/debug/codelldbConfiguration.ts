import { lldbSetUp, lldbSignals, quoted, stopOnceAt, stopOnErrorCommand } from "./debuggerCommands";
import type { AttachPlan } from "./attachPlan";

/**
 * A configuration for the extension CodeLLDB. Its commands run before the debuggee is made (`initCommands`) and when it
 * is attached (`postRunCommands`). Source: MANUAL.md of CodeLLDB, "Attaching to a Running Process".
 */
export function codelldbConfiguration(plan: AttachPlan): Readonly<Record<string, unknown>> {
  const { name, pid, core, program, stopOnError, entryFunction, sourceMap } = plan;
  if (core !== undefined)
    return {
      ...{ type: "lldb", request: "custom", name, initCommands: lldbSetUp(plan) },
      targetCreateCommands: [`target create --core ${quoted(core)} ${quoted(program)}`],
      processCreateCommands: [],
    };
  return {
    ...{ type: "lldb", request: "attach", name, pid, program, stopOnEntry: false },
    initCommands: lldbSetUp(plan),
    postRunCommands: [
      ...lldbSignals,
      ...(stopOnError === false ? [] : [stopOnErrorCommand(stopOnError)]),
      ...(entryFunction === undefined ? [] : [stopOnceAt(entryFunction)]),
    ],
    ...(sourceMap === undefined ? {} : { sourceMap }),
    sourceLanguages: ["c"],
  };
}

import type { AttachPlan } from "./attachPlan";
import { lldbSetUp, lldbSignals, stopOnceAt } from "./debuggerCommands";
import type { Debugger } from "./debuggerChoice";

/**
 * Arguments of the request `attach` for an adapter that we start. Source: lldb/tools/lldb-dap/package.json,
 * "attach" (llvmorg-19.1.7); manual of gdb, "Debugger Adapter Protocol".
 */
export function adapterAttach(
  { kind }: Pick<Debugger, "kind">,
  plan: AttachPlan,
): Readonly<Record<string, unknown>> {
  const { pid, core, program, entryFunction, sourceMap } = plan;
  // What has crashed cannot go on: it is to be told as a stop.
  if (core !== undefined)
    return kind === "gdb"
      ? { program, coreFile: core }
      : { program, coreFile: core, stopOnEntry: true, initCommands: lldbSetUp(plan) };
  if (kind === "gdb") return { pid, program };
  return {
    ...{ pid, program, stopOnEntry: false },
    initCommands: lldbSetUp(plan),
    postRunCommands: [...lldbSignals, ...(entryFunction === undefined ? [] : [stopOnceAt(entryFunction)])],
    ...(sourceMap === undefined ? {} : { sourceMap: Object.entries(sourceMap) }),
  };
}

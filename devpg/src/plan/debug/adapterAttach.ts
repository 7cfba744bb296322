import type { AttachPlan } from "./attachPlan";
import { lldbModule, lldbSignals, stopOnceAt } from "./debuggerCommands";
import type { Debugger } from "./debuggerChoice";

/**
 * Arguments of the request `attach` for an adapter that we start. Source: lldb/tools/lldb-dap/package.json,
 * "attach" (llvmorg-19.1.7); manual of gdb, "Debugger Adapter Protocol".
 */
export function adapterAttach(
  { kind }: Pick<Debugger, "kind">,
  { pid, program, modules, entryFunction, sourceMap }: AttachPlan,
): Readonly<Record<string, unknown>> {
  if (kind === "gdb") return { pid, program };
  return {
    ...{ pid, program, stopOnEntry: false },
    initCommands: lldbModule(modules),
    postRunCommands: [...lldbSignals, ...(entryFunction === undefined ? [] : [stopOnceAt(entryFunction)])],
    ...(sourceMap === undefined ? {} : { sourceMap: Object.entries(sourceMap) }),
  };
}

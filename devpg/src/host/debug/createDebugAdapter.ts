import { basename, join } from "node:path";
import type { DapMessage } from "../../interpret/debug/dap";
import type { Debugger } from "../../plan/debug/debuggerChoice";
import type { DebuggerModules } from "../../plan/debug/debuggerCommands";
import type { DebugRequest } from "../../plan/debugTarget";
import type { DevPostgres, DevResult } from "../devPostgres";
import { DebugAdapter } from "./debugAdapter";
import type { DebuggeePlan } from "./debuggeePlan";
import { debugSymbolsProblem } from "./debugSymbols";
import { writeFunctionTypes } from "./functionTypesFile";
import type { Waiting } from "./heldProcesses";
import { prepareTarget, type TargetRequest } from "./prepareTarget";

/** A debug session, as an editor asks for it. */
export interface DebugSessionRequest extends DebugRequest, Pick<TargetRequest, "ptrace"> {
  readonly modules: DebuggerModules;
  /** Absolute paths of the project's libraries, as built. */
  readonly libraries: readonly string[];
  /** Debugging goes on when the SQL has ended. */
  readonly staysOpen?: boolean;
  readonly sourceMap?: Readonly<Record<string, string>>;
  readonly waiting: Omit<Waiting, "signal">;
}

/**
 * Opens what is debugged, and says how to attach to it. For debuggers of our own and for those of others, whose
 * configurations are made from it. Fails as `prepareTarget` does; the caller releases the target.
 */
export async function planDebuggee(
  postgres: DevPostgres,
  request: DebugSessionRequest,
  signal: AbortSignal,
): Promise<DevResult<DebuggeePlan>> {
  const { target: wanted, libraries, modules, waiting, ptrace, sourceMap } = request;
  const prepared = await prepareTarget(postgres, {
    ...{ target: wanted, libraries: libraries.map((path) => basename(path).replace(/\.\w+$/u, "")) },
    ...{ waiting: { ...waiting, signal } },
    ...(ptrace === undefined ? {} : { ptrace }),
  });
  if (!prepared.ok) return prepared;
  const types = await writeFunctionTypes(postgres, wanted.kind === "sql" ? (wanted.database ?? null) : null);
  const release = async (): Promise<void> => {
    await prepared.value.release();
    await types?.remove();
  };
  const target = { ...prepared.value, release };
  // After that: a worker that is caught at its start has cost a restart of the server.
  const status = await postgres.status();
  if (!status.ok) {
    await target.release();
    return status;
  }
  const { pid, layout, installation } = status.value;
  const program = target.core?.program ?? join(installation.bindir, "postgres");
  const plan = {
    ...{ name: request.title ?? target.title, pid: target.pid, program, modules },
    ...{ stopOnError: request.stopOnError ?? false },
    ...(target.core === undefined ? {} : { core: target.core.file }),
    ...(types === undefined ? {} : { functionTypes: types.path }),
    ...(target.entryFunction === undefined ? {} : { entryFunction: target.entryFunction }),
    ...(sourceMap === undefined ? {} : { sourceMap }),
  };
  const isServed = pid !== undefined && target.core === undefined;
  const server = isServed ? { server: { data: layout.data, pid } } : {};
  const symbols = await debugSymbolsProblem(libraries);
  const warnings = symbols === undefined ? [] : [symbols];
  return { ok: true, value: { target, plan, warnings, ...server } };
}

/** An adapter over one that we start. */
export function createDebugAdapter(
  postgres: DevPostgres,
  debug: Extract<Debugger, { readonly argv: unknown }>,
  request: DebugSessionRequest,
  send: (message: DapMessage) => void,
): DebugAdapter {
  return new DebugAdapter({
    ...{ debugger: debug, env: postgres.options.env, send },
    prepare: (signal) => planDebuggee(postgres, request, signal),
    stopOnError: request.stopOnError ?? false,
    staysOpen: request.staysOpen ?? false,
  });
}

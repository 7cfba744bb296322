import type { DapMessage } from "../../interpret/debug/dap";
import type { Debugger } from "../../plan/debug/debuggerChoice";
import type { StopOnError } from "../../plan/debugTarget";
import type { DevResult } from "../devPostgres";
import type { DebuggeePlan } from "./debuggeePlan";

/** What a debug session works with. */
export interface DebugAdapterOptions {
  readonly debugger: Extract<Debugger, { readonly argv: unknown }>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Finds, opens or awaits the process; called for `launch` and `attach`. */
  readonly prepare: (signal: AbortSignal) => Promise<DevResult<DebuggeePlan>>;
  readonly stopOnError: StopOnError | false;
  /** Debugging goes on when the SQL has ended. */
  readonly staysOpen: boolean;
  /** To the editor. */
  readonly send: (message: DapMessage) => void;
}

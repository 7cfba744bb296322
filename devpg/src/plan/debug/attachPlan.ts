import type { StopOnError } from "../debugTarget";
import type { DebuggerModules } from "./debuggerCommands";

/** A process to attach a debugger to, and how. */
export interface AttachPlan {
  /** Of the session, for people. */
  readonly name: string;
  readonly pid: number;
  /** The server's executable. */
  readonly program: string;
  readonly modules: DebuggerModules;
  readonly stopOnError: StopOnError | false;
  /** Stop at its first line, once. */
  readonly entryFunction?: string;
  /** From folders in the debug information to folders of this machine. */
  readonly sourceMap?: Readonly<Record<string, string>>;
}

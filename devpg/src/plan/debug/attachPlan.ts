import type { StopOnError } from "../debugTarget";
import type { DebuggerSetUp } from "./debuggerCommands";

/** A process to attach a debugger to, and how. */
export interface AttachPlan extends DebuggerSetUp {
  /** Of the session, for people. */
  readonly name: string;
  readonly pid: number;
  /** A core file, instead of a process. */
  readonly core?: string;
  /** The server's executable. */
  readonly program: string;
  readonly stopOnError: StopOnError | false;
  /** Stop at its first line, once. */
  readonly entryFunction?: string;
  /** From folders in the debug information to folders of this machine. */
  readonly sourceMap?: Readonly<Record<string, string>>;
}

import type { Problem } from "../../../../server/src/base/result";
import type { AttachPlan } from "../../plan/debug/attachPlan";
import type { PreparedTarget } from "./preparedTarget";

/** What is debugged. */
export interface DebuggeePlan {
  readonly target: PreparedTarget;
  readonly plan: AttachPlan;
  /** What will not work as it should. */
  readonly warnings: readonly Problem[];
  /** The server that the process belongs to: its data directory and its postmaster. */
  readonly server?: { readonly data: string; readonly pid: number };
}

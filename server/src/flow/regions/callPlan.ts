/** What one call does to memory, whoever says so: PostgreSQL's table, the settings, or the callee's own code. */
import type { MemoryEffect, ResultMemory, Touched } from "../../pg/api/apiFunction";

export type PlanEffect =
  | MemoryEffect
  /** Another context is current afterwards, or perhaps not. */
  | { readonly kind: "switchesToOther" }
  /** Stores a pointer in the variable that the argument points to, or leaves it as it is. */
  | { readonly kind: "mayWrite"; readonly argument: number; readonly memory: ResultMemory }
  /** Whether SPI is connected afterwards is in doubt. */
  | { readonly kind: "doubtsSpi" };

export interface CallPlan {
  /** Who says so. */
  readonly from: "api" | "code" | "nobody";
  readonly result: ResultMemory;
  readonly mayBeValue: boolean;
  readonly effects: readonly PlanEffect[];
  readonly touches: Touched;
  /** What it is given is looked at, so that a pointer to memory that is gone is a fault. */
  readonly followsPointers: boolean;
  /** The result is certainly no NULL. */
  readonly isNeverNull: boolean;
  /** For some of the values it may be given it does not come back, and its arguments decide. */
  readonly mayNotReturn: boolean;
}

/** A function that nobody knows: it may run anything and raise, but frees nothing and leaves the context as it was. */
export const unknownPlan: CallPlan = planOfNobody({ followsPointers: true, mayNotReturn: false });

/** The same for one that by its name reports something, and may end the program with it. */
export const reportingPlan: CallPlan = planOfNobody({ followsPointers: true, mayNotReturn: true });

/** A macro whose text is not in sight: what it makes of its arguments is its secret. */
export const unknownMacroPlan: CallPlan = planOfNobody({
  followsPointers: false,
  mayNotReturn: false,
});

function planOfNobody({
  followsPointers,
  mayNotReturn,
}: Pick<CallPlan, "followsPointers" | "mayNotReturn">): CallPlan {
  return {
    from: "nobody",
    result: { kind: "opaque" },
    mayBeValue: true,
    effects: [],
    touches: "anything",
    followsPointers,
    isNeverNull: false,
    mayNotReturn,
  };
}

/** Nothing that is followed changes by it. */
export function isIdle({ touches, effects, result, mayNotReturn }: CallPlan): boolean {
  return touches === "nothing" && effects.length === 0 && result.kind === "nothing" && !mayNotReturn;
}

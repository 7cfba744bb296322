import type { CallOperation, Operation } from "./regionCode";
import type { RegionState } from "./regionState";

/** Is told what happens, with the state before it. */
export interface Observer {
  used(operation: Operation & { kind: "use" }, state: RegionState): void;
  called(operation: CallOperation, state: RegionState): void;
  assigned(operation: Operation & { kind: "assign" | "write" }, state: RegionState): void;
  returned(operation: Operation & { kind: "return" }, state: RegionState): void;
}

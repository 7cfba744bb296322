/** What the abstract evaluation saw happen, with the values involved. */
import type { Site } from "../../base/span";
import type { Call, TypeName } from "../../syntax/c/model";
import type { FunctionRef } from "../program";
import type { State } from "./state";
import type { LookupValue, Value } from "./value";

interface EventBase {
  /** The function that holds the code. */
  readonly fn: FunctionRef;
  readonly site: Site;
  /** The function from which this evaluation began: an entry point, a worker, an SQL function, a helper on its own. */
  readonly root: FunctionRef;
  /** Calls between `root` and `fn`, outermost first. */
  readonly stack: readonly Site[];
}

/** A call was made. Calls through the loader's handle have the member as `callee` and `viaHandle`. */
export interface CallEvent extends EventBase {
  readonly kind: "call";
  readonly callee: string;
  /** Which round of a loop it belongs to, where the rounds are told apart. */
  readonly round: string;
  readonly viaHandle: boolean;
  readonly call: Call;
  /** Where each argument stands. */
  readonly argumentSites: readonly Site[];
  /** The same, but for an argument that only hands a parameter on: where the caller, or its caller, wrote it. */
  readonly argumentOrigins: readonly Site[];
  readonly args: readonly Value[];
  /** The store before the call. Read it, never write it. */
  readonly state: State;
  /** The worker on this path has a database connection: only meaningful when `root` is a worker's main function. */
  readonly isConnected: "yes" | "no" | "perhaps";
}

/**
 * Memory reached through a look-up was touched. `address`: the address of a part was taken, usually to be
 * passed on. `pass`: the pointer itself was handed to `callee`, which need not touch the memory. `escape`:
 * the pointer was kept where other code can find it (a static variable, allocated memory, the caller).
 */
export interface AccessEvent extends EventBase {
  readonly kind: "access";
  readonly mode: "read" | "write" | "update" | "address" | "pass" | "escape";
  readonly callee?: string;
  /** Position of the argument, for `pass`. */
  readonly argument?: number;
  /** The type of what is read is not in sight: it may be an array, of which only the address is taken. */
  readonly isDoubtful?: true;
  readonly lookup: LookupValue;
  /** The part touched: `.field`; undefined when not known. */
  readonly part: string | undefined;
}

/** A look-up's result got a pointer type, by a cast or by being stored in a typed variable. */
export interface TypedEvent extends EventBase {
  readonly kind: "typed";
  readonly lookup: LookupValue;
  /** The pointer type, typedefs of pointers followed. */
  readonly type: TypeName;
  /** Bytes of what it points to, when that is known. */
  readonly size: number | undefined;
}

export type Event = CallEvent | AccessEvent | TypedEvent;

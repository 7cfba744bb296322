/** What a sketch needs to know of a function that is called. */
export interface Callee {
  /** The arguments whose memory it may end, by position. */
  readonly ends: readonly number[];
  /** Arguments of which what earlier calls handed out of them may end, and not they. */
  readonly endsInside: readonly number[];
  /** The arguments of `ends` are given back, and not freed. */
  readonly releases: boolean;
  /** The argument that is the current memory context afterwards, -1 when none is. The result is the one before. */
  readonly switchesTo: number;
  /** Another memory context may be current afterwards than before. */
  readonly leavesContext: boolean;
  /** The function that calls it may end there: a macro with a `return`. */
  readonly returns: boolean;
  /** Arguments that lead to a structure whose field `data` may have moved. */
  readonly grows: readonly number[];
  /**
   * What its result may be: memory that nothing in the function leads to (`new`); the pointer in an argument, or something
   * inside the memory there; any of its arguments; `anything` for macros that may also store arguments in one another; for
   * functions what their code tells.
   */
  readonly result:
    | "new"
    | "anyArgument"
    | "anything"
    | { readonly kind: "argument" | "inside"; readonly argument: number }
    | ({ readonly kind: "flow" } & ArgumentFlow);
  /** Where memory that it returns comes from, as bits of `source`. */
  readonly sources: number;
  /** Stores in what an argument points to what is inside the memory of another one; `from` is -1 for memory of its own. */
  readonly writes: readonly { readonly to: number; readonly from: number; readonly sources: number }[];
  /** Sources of memory that it cannot free, as bits. */
  readonly cannotFree: number;
  readonly neverReturns: boolean;
  /** What it does with the addresses that it is given nobody knows. */
  readonly isUnknown: boolean;
}

export interface ParameterFlow {
  readonly own: number;
  /** What it leads to. */
  readonly pointed: number;
  /** Groups of pointers that may lead into its memory. */
  readonly inside: ReadonlySet<number>;
}

/** Which pointers a function may give to which: those of one group may be the same. Groups are numbers, none is -1. */
export interface ArgumentFlow {
  readonly parameters: readonly ParameterFlow[];
  readonly result: number;
  /** False when a call leaves what its arguments lead to as it is. */
  readonly stores: boolean;
  /** For each group where its memory comes from. */
  readonly sources: ReadonlyMap<number, number>;
}

/** A function that changes and returns nothing that matters. */
export const neutralCallee: Callee = {
  ends: [],
  endsInside: [],
  releases: false,
  switchesTo: -1,
  leavesContext: false,
  returns: false,
  grows: [],
  result: "new",
  sources: 0,
  writes: [],
  cannotFree: 0,
  neverReturns: false,
  isUnknown: false,
};

export const unknownCallee: Callee = { ...neutralCallee, isUnknown: true };

/** By name. */
export type Callees = (name: string) => Callee;

/** What a function of PostgreSQL does to memory, as data: for the editor's explanations and for the analyses of regions. */

/** Whose memory the result of a call is. */
export type ResultMemory =
  /** The context that is current when the call is made. */
  | { readonly kind: "current" }
  /** The context that was current when `SPI_connect` was called. */
  | { readonly kind: "spiCaller" }
  /** The procedure context that `SPI_connect` made and `SPI_finish` deletes. */
  | { readonly kind: "spiProcedure" }
  /** The context in an argument. */
  | { readonly kind: "context"; readonly argument: number }
  /** The context that the memory in an argument is of. */
  | { readonly kind: "sameAs"; readonly argument: number }
  /** A part of what an argument points to. */
  | { readonly kind: "inside"; readonly argument: number }
  /** A new context, child of the one in an argument. */
  | { readonly kind: "newContext"; readonly parent: number }
  /** Valid until `release` is called for it. */
  | { readonly kind: "pinned"; readonly release: string };

/** What a call does to memory that is there already. */
export type MemoryEffect =
  | { readonly kind: "opensSpi" }
  | { readonly kind: "closesSpi" }
  /** Replaces `SPI_tuptable` and `SPI_processed`. */
  | { readonly kind: "replacesSpiResult" }
  | { readonly kind: "needsSpi" }
  | { readonly kind: "switchesTo"; readonly argument: number }
  | { readonly kind: "frees"; readonly argument: number }
  /** Ends the life of the context's memory: with the context `itself`, or of what is in it (`content`), or only of contexts below (`children`). */
  | {
      readonly kind: "endsContext";
      readonly argument: number;
      readonly what: "itself" | "content" | "children";
    }
  | { readonly kind: "movesContext"; readonly argument: number; readonly parent: number }
  /** The argument may be moved or freed: only the result may be used from then on. */
  | { readonly kind: "consumes"; readonly argument: number }
  /** The plan in an argument outlives `SPI_finish`. */
  | { readonly kind: "keepsPlan"; readonly argument: number }
  | { readonly kind: "releases"; readonly argument: number };

export interface ApiFunction {
  readonly name: string;
  /** Type of the result as declared. */
  readonly returns: string;
  /** Parameters as declared, in order. */
  readonly parameters: readonly string[];
  /** What it is for: one sentence. */
  readonly about: string;
  readonly result?: ResultMemory;
  readonly effects: readonly MemoryEffect[];
  /** First major that has it, where that is not the oldest known. */
  readonly since?: number;
  /** File and branch. */
  readonly source: string;
}

export interface ApiTraits {
  readonly result?: ResultMemory;
  readonly effects?: readonly MemoryEffect[];
  readonly since?: number;
}

/** One entry of a table, its declaration as C writes it: `void *palloc(Size size)`. */
export function apiFunction(
  source: string,
  declaration: string,
  about: string,
  traits: ApiTraits = {},
): ApiFunction {
  const [, returns = "", stars = "", name = "", list = ""] =
    /^(.*?)\s*(\**)(\w+)\((.*)\)$/u.exec(declaration) ?? [];
  const parameters = list === "void" || list === "" ? [] : list.split(/,\s*/u);
  const { result, effects = [], since } = traits;
  return {
    name,
    returns: stars === "" ? returns : `${returns} ${stars}`,
    parameters,
    about,
    ...(result ? { result } : {}),
    effects,
    ...(since === undefined ? {} : { since }),
    source,
  };
}

export const inCurrent: ApiTraits = { result: { kind: "current" } };

/** What a function of PostgreSQL does to memory, as data: for the editor's explanations and for the analyses of regions. */

/** Whose memory the result of a call is. Arguments are counted from 0. */
export type ResultMemory =
  /** Nothing or a value: no pointer. */
  | { readonly kind: "nothing" }
  /** A pointer to memory of which is only known that the call keeps it: the server's own, or what somebody put into an argument. */
  | { readonly kind: "opaque" }
  /** The context that is current when the call is made. */
  | { readonly kind: "current" }
  /** The context that was current when `SPI_connect` was called. */
  | { readonly kind: "spiCaller" }
  /** The procedure context that `SPI_connect` made and `SPI_finish` deletes. */
  | { readonly kind: "spiProcedure" }
  /** The context in an argument. */
  | { readonly kind: "context"; readonly argument: number }
  /** A context with a name of its own, see `wellKnownContexts`. */
  | { readonly kind: "wellKnown"; readonly context: string }
  /** The context that the memory in an argument is of; with `orCurrent`, the current one when that argument is NULL. */
  | { readonly kind: "sameAs"; readonly argument: number; readonly orCurrent?: true }
  /** The very pointer in an argument. */
  | { readonly kind: "argument"; readonly argument: number }
  /** The very pointer in an argument, or a changed copy in the current context. */
  | { readonly kind: "argumentOrCurrent"; readonly argument: number }
  /**
   * A part of what an argument points to, or of what that holds: it lives no longer. Of an argument that is the address of a
   * variable (`heap_getattr(&tuple, …)`) it says nothing, because what the variable holds is elsewhere.
   */
  | { readonly kind: "inside"; readonly argument: number }
  /** The address of the variable or field in an argument (`NameStr(form->relname)`). */
  | { readonly kind: "addressOf"; readonly argument: number }
  /** A part of what an argument points to, or a copy in the current context. */
  | { readonly kind: "insideOrCurrent"; readonly argument: number }
  /** A new context, child of the one in an argument. */
  | { readonly kind: "newContext"; readonly parent: number }
  /** The context that was current before the call. */
  | { readonly kind: "previousContext" }
  /** The context that the memory in an argument belongs to. */
  | { readonly kind: "contextOf"; readonly argument: number }
  /** Valid until `release` is called for it. */
  | { readonly kind: "pinned"; readonly release: string }
  /** Of no memory context: `release` gives it back (`free`, `PQclear`). */
  | { readonly kind: "heap"; readonly release: string }
  /** Memory that never ends: constants, and what a process keeps. */
  | { readonly kind: "static" }
  /** A buffer of the callee that the next call of the same function overwrites. */
  | { readonly kind: "overwrittenNext" }
  /** Memory that processes share. */
  | { readonly kind: "shared" };

/** What a call does to memory that is there already. */
export type MemoryEffect =
  | { readonly kind: "opensSpi" }
  | { readonly kind: "closesSpi" }
  /** Replaces `SPI_tuptable` and `SPI_processed`. */
  | { readonly kind: "replacesSpiResult" }
  | { readonly kind: "needsSpi" }
  | { readonly kind: "switchesTo"; readonly argument: number }
  | { readonly kind: "frees"; readonly argument: number }
  /** Frees it under a condition that the call decides: that it is a copy, that nobody else holds it. */
  | { readonly kind: "mayFree"; readonly argument: number }
  /** Frees what was put into it, as far as that was allocated. */
  | { readonly kind: "freesElements"; readonly argument: number }
  /**
   * Ends the life of the context's memory: of the context `itself` with its content and the contexts below; of its `content` and the
   * contexts below; of its `ownContent` alone; of the contexts below, the `children`; of the content of those (`childrenContent`).
   */
  | {
      readonly kind: "endsContext";
      readonly argument: number;
      readonly what: "itself" | "content" | "ownContent" | "children" | "childrenContent";
    }
  | { readonly kind: "movesContext"; readonly argument: number; readonly parent: number }
  /**
   * The argument may be moved or freed: only the result may be used from then on. It happens to any argument (`moved`), only to
   * NULL, whose result is new (`null`: everything else is changed in place), or only to what becomes empty (`emptied`). In majors
   * before `since` it is always changed in place.
   */
  | {
      readonly kind: "consumes";
      readonly argument: number;
      readonly when: "moved" | "null" | "emptied";
      readonly since?: number;
    }
  /** The plan in an argument outlives `SPI_finish`. */
  | { readonly kind: "keepsPlan"; readonly argument: number }
  /** Gives up a pin: ends what a call returned as `pinned`, and nothing else. */
  | { readonly kind: "releases"; readonly argument: number }
  /** Ends what earlier calls handed out of the argument: the previous row of a scan. The argument itself lives on. */
  | { readonly kind: "endsInside"; readonly argument: number }
  /** Stores a pointer in the variable that the argument points to: whose memory it is. */
  | { readonly kind: "writes"; readonly argument: number; readonly memory: ResultMemory }
  /** The `data` of the `StringInfo` in an argument may have moved, within the context that it is in. */
  | { readonly kind: "growsString"; readonly argument: number }
  /** The server or another structure keeps the pointer in the argument beyond the call. */
  | { readonly kind: "holds"; readonly argument: number }
  /** The current context is the transaction's afterwards. */
  | { readonly kind: "startsTransaction" }
  /** Ends the memory of the transaction; with `keepsCurrent` the current context stays as it is, else it is another one afterwards. */
  | { readonly kind: "endsTransaction"; readonly keepsCurrent: boolean }
  /** The current context is the subtransaction's afterwards. */
  | { readonly kind: "startsSubtransaction" }
  /** Another context is current afterwards; the memory of the inner transaction is gone when it is rolled back. */
  | { readonly kind: "endsSubtransaction"; readonly isRollback: boolean }
  | { readonly kind: "neverReturns" };

/**
 * Which pointers may be other ones after the call, beyond what the effects say:
 * none that the caller has (`nothing`); those stored in what its arguments point to (`arguments`); those that libraries
 * keep in static variables, because invalidation callbacks or functions of types may run (`statics`); all but those in local variables whose address
 * nobody has, because the call runs arbitrary code (`anything`).
 */
export type Touched = "nothing" | "arguments" | "statics" | "anything";

export interface ApiFunction {
  readonly name: string;
  /** Type of the result as declared. */
  readonly returns: string;
  /** Parameters as declared, in order. */
  readonly parameters: readonly string[];
  /** What it is for: one sentence. */
  readonly about: string;
  readonly result: ResultMemory;
  /** The result is certainly not NULL. */
  readonly isNeverNull: boolean;
  /** The result is a Datum: `result` speaks of types that are passed by reference only. */
  readonly mayBeValue: boolean;
  readonly effects: readonly MemoryEffect[];
  readonly touches: Touched;
  /** False when it only passes on or looks at the values of its arguments: it may be given pointers to memory that is gone. */
  readonly followsPointers: boolean;
  /** First major that has it, where that is not the oldest known. */
  readonly since?: number;
  /** Last major that has it. */
  readonly until?: number;
  /** File and branch. */
  readonly source: string;
}

/** What an entry says beyond its declaration. Without anything: it returns no pointer and changes none. */
export type ApiTraits = Partial<
  Pick<
    ApiFunction,
    "result" | "isNeverNull" | "effects" | "mayBeValue" | "touches" | "followsPointers" | "since" | "until"
  >
>;

/** One entry of a table, its declaration as C writes it: `void *palloc(Size size)`. */
export type ApiRow = readonly [declaration: string, about: string, ...traits: ApiTraits[]];

/** Entries of one source, e.g. `src/include/utils/palloc.h, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE`: the header comes first. */
export function apiTable(source: string, rows: readonly ApiRow[]): readonly ApiFunction[] {
  return rows.map(([declaration, about, ...traits]) => {
    const [, returns = "", stars = "", name = "", list = ""] =
      /^(.*?)\s*(\**)(\w+)\((.*)\)$/u.exec(declaration) ?? [];
    const said = traits.reduce((all, each) => ({ ...all, ...each }), {});
    return {
      name,
      returns: stars === "" ? returns : `${returns} ${stars}`,
      parameters: list === "void" || list === "" ? [] : list.split(/,\s*/u),
      about,
      result: { kind: "nothing" },
      isNeverNull: false,
      mayBeValue: false,
      touches: "nothing",
      followsPointers: true,
      ...said,
      effects: traits.flatMap(({ effects = [] }) => effects),
      source,
    };
  });
}

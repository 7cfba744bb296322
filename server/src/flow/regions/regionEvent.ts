/**
 * What the region analysis finds out about one function, as the rules of the pack read it. Every event is certain:
 * it happens on every path to its place, or on every path through one arm of a branch. What is in doubt is no event.
 */
import type { Site } from "../../base/span";

/** A memory context, or whatever else ends the life of many pieces of memory at once. */
export interface RegionStory {
  /** As people call it: `SPI region #1`, `the caller's context`, `context "my work"`, `TopMemoryContext`. */
  readonly name: string;
  readonly kind: RegionKind;
  /** Where it was opened (`SPI_connect`, `AllocSetContextCreate`); absent for what was there before. */
  readonly openedAt?: Site;
}

export type RegionKind =
  /** Current when the function was called. */
  | "entry"
  /** The procedure context of an SPI connection. */
  | "spi"
  /** Made in this function. */
  | "created"
  /** Known by its name: TopMemoryContext, fn_mcxt, multi_call_memory_ctx … */
  | "wellKnown"
  /** A context that came from a parameter, a field or a call. */
  | "given"
  | "heap"
  | "stack"
  | "static"
  | "shared"
  /** A reference-counted thing of the server: a syscache tuple, a relation, a scan. */
  | "pin";

/** How the life of memory ended. */
export interface EndStory {
  readonly how: "spiFinish" | "contextDelete" | "contextReset" | "free" | "release" | "consumed";
  /** The call that ended it, in the function or, through a helper, in the function that it calls. */
  readonly at: Site;
  /** The function called there: `SPI_finish`, `pfree`, or a helper of the workspace. */
  readonly callee: string;
  /** Inside the helper, when it was one. */
  readonly insideAt?: Site;
}

/** Where a value came from. */
export interface ValueStory {
  /** The expression as written where it is used: `name`, `state->list`. */
  readonly text: string;
  readonly allocatedAt?: Site;
  /** The function that allocated it: `pstrdup`, `SPI_getvalue`, a helper. */
  readonly allocator?: string;
  readonly region?: RegionStory;
}

/** Memory is used whose life has ended. */
export interface UseAfterEnd {
  readonly kind: "useAfterEnd";
  readonly site: Site;
  /** `returned`: by `return` or `PG_RETURN_…`; `handedOut`: kept in an out-parameter when the function returns. */
  readonly use: "dereferenced" | "passed" | "returned" | "handedOut" | "freed";
  /** The function it is passed to. */
  readonly passedTo?: string;
  readonly value: ValueStory;
  readonly end: EndStory;
}

/** A pointer is kept where it will outlive what it points to. */
export interface Escape {
  readonly kind: "escape";
  readonly site: Site;
  readonly to: "static" | "global" | "fnExtra" | "struct" | "shared";
  /** The place as written: `cache`, `fcinfo->flinfo->fn_extra`, `state->name`. */
  readonly target: string;
  readonly value: ValueStory;
  /** Where the memory of `value` ends, when this function shows it. */
  readonly end?: EndStory;
  /** The longer-lived memory that holds the place, for `struct` and `shared`. */
  readonly holder?: RegionStory;
  /** What the rest of the library must bear out, because the function alone cannot tell. */
  readonly provided?: GlobalCondition;
}

/** What must hold of a file-level variable in the whole library. */
export interface GlobalCondition {
  readonly variable: string;
  /** `onlySharedMemory`: nothing but shared memory or NULL is assigned to it. `setHereOnly`: no other function sets it. */
  readonly holds: "onlySharedMemory" | "setHereOnly";
}

/** The function returns normally while another memory context is current than when it was called. */
export interface ContextNotRestored {
  readonly kind: "contextNotRestored";
  /** The `return`, or the closing brace. */
  readonly site: Site;
  readonly switchedAt: Site;
  readonly current: RegionStory;
  /** The variable that holds the context to go back to, when there is one. */
  readonly savedIn?: string;
}

export interface SpiNotFinished {
  readonly kind: "spiNotFinished";
  readonly site: Site;
  readonly connectedAt: Site;
}

/** SPI is used where certainly no connection is open. */
export interface SpiNotConnected {
  readonly kind: "spiNotConnected";
  readonly site: Site;
  readonly callee: string;
  /** The `SPI_finish` before, when there was one. */
  readonly finishedAt?: Site;
}

/** The result of a function is thrown away that returns what must be used from then on. */
export interface ResultDiscarded {
  readonly kind: "resultDiscarded";
  readonly site: Site;
  readonly callee: string;
  /** The argument that must not be used any more, as written, with its span. */
  readonly argument?: { readonly text: string; readonly site: Site };
  /** A later use of the argument. Without one nothing is reported for functions that may work in place. */
  readonly usedAt?: Site;
  /** False for a list that may have been changed in place, because it was not empty. */
  readonly isCertain: boolean;
}

/** Memory is given to the wrong function that frees. */
export interface FreeMismatch {
  readonly kind: "freeMismatch";
  readonly site: Site;
  readonly callee: string;
  readonly value: ValueStory;
  /** What was given. */
  readonly given:
    "palloc" | "malloc" | "literal" | "stack" | "static" | "list" | "insideOf" | "shared" | "pin";
}

/** A plan of `SPI_prepare` is kept beyond the connection without `SPI_keepplan`. */
export interface PlanNotKept {
  readonly kind: "planNotKept";
  readonly site: Site;
  readonly target: string;
  readonly preparedAt: Site;
  readonly finishedAt?: Site;
}

/** `SPI_tuptable` or `SPI_processed` no longer tells of the call that was meant, or is read without a look at the number of rows. */
export interface StaleSpiResult {
  readonly kind: "staleSpiResult";
  readonly site: Site;
  readonly what: "replaced" | "unchecked";
  readonly variable: "SPI_tuptable" | "SPI_processed";
  /** The call whose result was meant. */
  readonly meantAt: Site;
  /** The call that replaced it. */
  readonly replacedAt?: Site;
}

export type RegionEvent =
  | UseAfterEnd
  | Escape
  | ContextNotRestored
  | SpiNotFinished
  | SpiNotConnected
  | ResultDiscarded
  | FreeMismatch
  | PlanNotKept
  | StaleSpiResult;

/** What happens to regions at one place: for hints, hovers, the text plot and the drawing. In the order of the code. */
export type TimelineEntry =
  | {
      readonly kind: "opened" | "closed" | "reset" | "switchedTo";
      readonly site: Site;
      readonly region: number;
    }
  | {
      readonly kind: "allocated" | "used" | "freed";
      readonly site: Site;
      readonly region: number;
      readonly variable?: string;
    };

export interface RegionTimeline {
  /** Regions that take part; entries name them by position. The first is the one current at entry. */
  readonly regions: readonly (RegionStory & { readonly parent?: number })[];
  readonly entries: readonly TimelineEntry[];
}

export interface RegionTrace {
  readonly events: readonly RegionEvent[];
  /** False when the cap was hit or the graph has an unknown jump: then there are no events either. */
  readonly isComplete: boolean;
}

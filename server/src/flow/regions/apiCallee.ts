import type { ApiFunction, MemoryEffect, ResultMemory } from "../../pg/api/apiFunction";
import type { Callee } from "../sketch/callee";
import { source } from "../sketch/places";

/** What a sketch is told of a function of PostgreSQL's table or of the settings. */
export function apiCallee(entry: ApiFunction): Callee {
  let known = callees.get(entry);
  if (!known) {
    const { effects, name } = entry;
    known = {
      ends: effects.flatMap(endedArgument),
      endsInside: effects.flatMap((effect) => (effect.kind === "endsInside" ? [effect.argument] : [])),
      releases: effects.some(({ kind }) => kind === "releases"),
      switchesTo: effects.find((effect) => effect.kind === "switchesTo")?.argument ?? -1,
      leavesContext: false,
      returns: false,
      grows: effects.flatMap((effect) => (effect.kind === "growsString" ? [effect.argument] : [])),
      result: resultOf(entry),
      sources: sourcesOf(entry.result, name),
      writes: effects.flatMap((effect) => writesOf(effect, name)),
      cannotFree: foreign.get(name) ?? 0,
      isUnknown: false,
      neverReturns: effects.some(({ kind }) => kind === "neverReturns"),
    };
    callees.set(entry, known);
  }
  return known;
}

const callees = new WeakMap<ApiFunction, Callee>();

/** What those who free cannot free; see `freeMismatch`. */
const foreign: ReadonlyMap<string, number> = new Map([
  ...["pfree", "repalloc"].map((name) => [name, source.heap | source.list | source.other] as const),
  ...["free", "realloc"].map((name) => [name, source.palloc | source.list | source.other] as const),
]);

/** What may perhaps free it ends nothing for certain. */
const endingKinds: ReadonlySet<MemoryEffect["kind"]> = new Set([
  "frees",
  "mayFree",
  "freesElements",
  "releases",
]);

function endedArgument(effect: MemoryEffect): readonly number[] {
  const moves = effect.kind === "consumes" && effect.when === "moved";
  return "argument" in effect && (moves || endingKinds.has(effect.kind)) ? [effect.argument] : [];
}

/** Results that are an argument, or inside the memory of one. */
const passing: ReadonlyMap<ResultMemory["kind"], "argument" | "inside"> = new Map([
  ["argument", "argument"],
  ["argumentOrCurrent", "argument"],
  ["addressOf", "argument"],
  ["inside", "inside"],
  ["insideOrCurrent", "inside"],
  ["sameAs", "argument"],
]);

function resultOf({ result, effects }: ApiFunction): Callee["result"] {
  const kind = passing.get(result.kind);
  if (kind === undefined || !("argument" in result)) return "new";
  // What is changed in place stays what it was.
  const moves = effects.some((effect) => effect.kind === "consumes" && effect.when === "moved");
  return result.kind === "sameAs" && moves ? "new" : { kind, argument: result.argument };
}

const allocating: ReadonlySet<ResultMemory["kind"]> = new Set([
  "current",
  "context",
  "wellKnown",
  "spiCaller",
  "spiProcedure",
]);

/** As `blockTraits` sees the memory that a call returns; what that takes for unknown has no source. */
function sourcesOf({ kind }: ResultMemory, name: string): number {
  if (allocating.has(kind)) return isListMaker(name) ? source.list : source.palloc;
  if (kind === "sameAs") return isListMaker(name) ? source.list : 0;
  if (kind === "heap") return source.heap;
  if (kind === "static" || kind === "overwrittenNext" || kind === "shared") return source.other;
  // See `freeMismatch`.
  const isMiddle = /^(?:str(?:r?chr|str|pbrk|chrnul)|memr?chr)$/u.test(name);
  return kind === "inside" && isMiddle ? source.other : 0;
}

function isListMaker(name: string): boolean {
  return /^(?:list_|lappend|lcons)/u.test(name);
}

function writesOf(effect: MemoryEffect, name: string): Callee["writes"] {
  if (effect.kind !== "writes") return [];
  const { memory } = effect;
  const from = "argument" in memory ? memory.argument : -1;
  return [{ to: effect.argument, from, sources: sourcesOf(memory, name) }];
}

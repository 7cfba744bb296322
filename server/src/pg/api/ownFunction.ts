import type { ApiFunction, MemoryEffect, ResultMemory } from "./apiFunction";

/** What the settings say of a function of the project. Arguments are counted from 1, as people do. */
export interface OwnFunction {
  readonly returns?: (typeof ownResults)[number] | undefined;
  readonly argument?: number | undefined;
  readonly releasedBy?: string | undefined;
  readonly frees?: number | undefined;
  readonly releases?: number | undefined;
  readonly switchesTo?: number | undefined;
  readonly deletesContext?: number | undefined;
  readonly resetsContext?: number | undefined;
  readonly spi?: "connects" | "finishes" | undefined;
}

/** Where the memory that a function returns can be. */
export const ownResults = [
  "current",
  "context",
  "sameAs",
  "inside",
  "newContext",
  "spiCaller",
  "heap",
  "pinned",
  "static",
  "shared",
  "value",
] as const;

/** The functions that the settings describe, by name, as entries like those of PostgreSQL. */
export function ownFunctions(
  described: Readonly<Record<string, OwnFunction>>,
): ReadonlyMap<string, ApiFunction> {
  return new Map(Object.entries(described).map(([name, own]) => [name, apiFunctionOf(name, own)]));
}

function apiFunctionOf(name: string, own: OwnFunction): ApiFunction {
  const result = resultOf(own);
  return {
    name,
    returns: result.kind === "nothing" ? "void" : "void *",
    parameters: [],
    about: "Described in the settings.",
    result,
    isNeverNull: false,
    mayBeValue: false,
    effects: effectsOf(own),
    touches: "anything",
    followsPointers: true,
    source: "memoryFunctions in the settings",
  };
}

function resultOf({ returns, argument = 1, releasedBy }: OwnFunction): ResultMemory {
  const position = argument - 1;
  switch (returns) {
    case undefined:
      return { kind: "opaque" };
    case "value":
      return { kind: "nothing" };
    case "context":
    case "sameAs":
    case "inside":
      return { kind: returns, argument: position };
    case "newContext":
      return { kind: "newContext", parent: position };
    case "heap":
      return { kind: "heap", release: releasedBy ?? "free" };
    case "pinned":
      return releasedBy === undefined ? { kind: "opaque" } : { kind: "pinned", release: releasedBy };
    case "current":
    case "spiCaller":
    case "static":
    case "shared":
      return { kind: returns };
  }
}

function effectsOf(own: OwnFunction): readonly MemoryEffect[] {
  const { frees, releases, switchesTo, deletesContext, resetsContext, spi } = own;
  const effects: (MemoryEffect | undefined)[] = [
    spi && { kind: spi === "connects" ? "opensSpi" : "closesSpi" },
    at(frees, (argument) => ({ kind: "frees", argument })),
    at(releases, (argument) => ({ kind: "releases", argument })),
    at(switchesTo, (argument) => ({ kind: "switchesTo", argument })),
    at(deletesContext, (argument) => ({ kind: "endsContext", argument, what: "itself" })),
    at(resetsContext, (argument) => ({ kind: "endsContext", argument, what: "content" })),
  ];
  return effects.filter((effect) => effect !== undefined);
}

function at(
  position: number | undefined,
  effect: (argument: number) => MemoryEffect,
): MemoryEffect | undefined {
  return position === undefined ? undefined : effect(position - 1);
}

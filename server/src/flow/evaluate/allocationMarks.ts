/** Marks in the state: which names this path has asked the loader for, and which memory the loader keeps a pointer to. */
import { allocateArguments } from "../../pg/dynpgextInterface";
import type { Path } from "./activation";
import { content } from "./effect";
import type { State } from "./state";
import { alternatives, numberOf, unknown, type Location, type MemoryValue, type Value } from "./value";

export function markAllocation(args: readonly Value[], path: Path): void {
  const name = args[allocateArguments.name] ?? unknown;
  const texts = alternatives(name).flatMap((one) => alternatives(content(one, path)));
  for (const text of texts) {
    if (text.kind === "text")
      path.state.write(nameMark(text.text), texts.length === 1 ? numberOf(1) : unknown, undefined);
  }
  for (const position of [allocateArguments.name, allocateArguments.data]) {
    const kept = args[position];
    if (kept?.kind === "memory") path.state.write(keptMark(kept), numberOf(1), undefined);
  }
}

/** Every path to this state has asked for the name. */
export function isCertainlyAllocated(state: State, name: string): boolean {
  return state.find(nameMark(name))?.entry.value.kind === "number";
}

/** On every path to this state the loader keeps a pointer to the memory. */
export function isCertainlyKept(state: State, memory: MemoryValue): boolean {
  return state.find(keptMark(memory))?.entry.value.kind === "number";
}

function nameMark(name: string): Location {
  return mark(`allocated|${JSON.stringify(name)}`);
}

function keptMark(memory: MemoryValue): Location {
  return mark(`kept|${memory.id}`);
}

function mark(root: string): Location {
  return {
    root: root.replace(/[.[]/gu, "_").replace(/\|(?=.*\|)/gu, "_"),
    path: "",
    storage: "unknown",
    name: "",
  };
}

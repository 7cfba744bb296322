import type { CodeBlock, Operation, RegionCode } from "./regionCode";

/**
 * A variable that outlives the call is set only while it is NULL, or while a flag is not set that is set with it: the
 * next call finds the value there and uses it.
 */
export function isStoredOnce(code: RegionCode, store: Operation & { kind: "assign" }): boolean {
  const at = code.blocks.findIndex(({ operations }) => operations.includes(store));
  return code.blocks.some((block, id) => {
    const edge = guardEdge(code, block, store.target);
    return edge >= 0 && !isReachedOtherwise(code, at, id, edge);
  });
}

/** The way out of a block that is taken while the variable, or a flag beside it, is NULL, 0 or false; -1 when it tests neither. */
function guardEdge(code: RegionCode, { test, next }: CodeBlock, target: number): number {
  if (!test || next.length !== 2) return -1;
  const { operand, operator, constant } = test;
  if (operand.slot < 0 || (operand.slot !== target && !isFlag(code, operand.slot))) return -1;
  if (operator === "null" || (operator === "==" && constant === 0)) return 0;
  return operator === "!=" && constant === 0 ? 1 : -1;
}

/** A static variable that the function sets to a number other than 0. */
function isFlag(code: RegionCode, slot: number): boolean {
  const { kind, parent } = code.slots[slot]!;
  if ((kind !== "static" && kind !== "global") || parent >= 0) return false;
  return code.blocks.some(({ operations }) =>
    operations.some((operation) => {
      if (operation.kind !== "assign" || operation.target !== slot || operation.value.slot !== -1)
        return false;
      const { constant } = code.values.get(operation.value.value);
      return constant !== undefined && constant !== 0;
    }),
  );
}

/** Whether control can come to a block without the given way out of another. */
function isReachedOtherwise(code: RegionCode, goal: number, guard: number, edge: number): boolean {
  const visited = new Set<number>([code.entry]);
  const waiting = [code.entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === goal) return true;
    const { next, handler } = code.blocks[id]!;
    for (const [i, to] of [...next, handler].entries()) {
      if (to < 0 || visited.has(to) || (id === guard && i === edge)) continue;
      visited.add(to);
      waiting.push(to);
    }
  }
  return false;
}

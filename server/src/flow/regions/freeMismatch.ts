import type { FreeMismatch } from "./regionEvent";
import type { CallOperation, RegionCode } from "./regionCode";
import type { RegionState } from "./regionState";

/** What a freeing function was given that it cannot free; undefined when it fits or nobody knows. */
export function freeMismatch(
  code: RegionCode,
  { callee }: CallOperation,
  value: number,
  state: RegionState,
): FreeMismatch["given"] | undefined {
  const { blocks } = code.values.get(value);
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) return undefined;
  const { family } = code.memory[block]!;
  const freesPalloc = callee === "pfree" || callee === "repalloc";
  const freesMalloc = callee === "free" || callee === "realloc";
  if (!freesPalloc && !freesMalloc) return undefined;
  switch (family) {
    case "palloc":
      return freesMalloc ? "palloc" : undefined;
    case "list":
      return freesMalloc ? "palloc" : "list";
    case "malloc":
      return freesPalloc && code.memory[block]!.allocator !== undefined && state.lives[block] === 0
        ? "malloc"
        : undefined;
    case "literal":
    case "stack":
    case "static":
    case "shared":
      return family;
    case "inside":
      return freesPalloc && isMiddle(code.memory[block]!.allocator) ? "insideOf" : undefined;
    case "pin":
    case "plan":
    case "transaction":
    case "unknown":
      return undefined;
  }
}

/** The C library's searches give a pointer into what they search; other functions may give a pointer that is stored there. */
function isMiddle(callee: string | undefined): boolean {
  return callee !== undefined && /^(?:str(?:r?chr|str|pbrk|chrnul)|memr?chr)$/u.test(callee);
}

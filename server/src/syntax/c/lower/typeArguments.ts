import type { Expression } from "../model";

/**
 * Macros with an argument that is a type, and its position.
 * Source: src/include/utils/palloc.h, src/include/nodes/nodes.h, src/include/nodes/pg_list.h,
 * src/include/lib/ilist.h, src/include/c.h, REL_17_STABLE; <stddef.h> and <stdarg.h> of C.
 */
const positions: ReadonlyMap<string, number> = new Map([
  ["offsetof", 0],
  ["va_arg", 1],
  ["palloc_object", 0],
  ["palloc0_object", 0],
  ["palloc_array", 0],
  ["palloc0_array", 0],
  ["repalloc_array", 1],
  ["repalloc0_array", 1],
  ["palloc_array_extended", 0],
  ["makeNode", 0],
  ["castNode", 0],
  ["IsA", 1],
  ["lfirst_node", 0],
  ["linitial_node", 0],
  ["lsecond_node", 0],
  ["lthird_node", 0],
  ["lfourth_node", 0],
  ["llast_node", 0],
  ["list_nth_node", 0],
  ["dlist_container", 0],
  ["dlist_head_element", 0],
  ["dlist_tail_element", 0],
  ["dclist_container", 0],
  ["dclist_head_element", 0],
  ["dclist_tail_element", 0],
  ["slist_container", 0],
  ["slist_head_element", 0],
  ["container_of", 1],
  ["AssertVariableIsOfType", 1],
  ["StaticAssertVariableIsOfType", 1],
  ["foreach_node", 0],
  ["foreach_ptr", 0],
]);

/** The position of the type among the arguments of a call of this name, or undefined. */
export function typeArgumentPosition(callee: string): number | undefined {
  return positions.get(callee);
}

const typeKeywords: ReadonlySet<string> = new Set(
  "void char short int long float double signed unsigned bool _Bool struct union enum const volatile".split(
    " ",
  ),
);

/** True for the keywords of C that can only begin a type. */
export function isTypeKeyword(name: string): boolean {
  return typeKeywords.has(name);
}

/** Turns a bare name at the position (if any) into the type that it is there. */
export function markTypeArgument(args: Expression[], position: number | undefined): void {
  const argument = position === undefined ? undefined : args[position];
  if (position === undefined || argument?.kind !== "identifier") return;
  const { start, end, name } = argument;
  const type = { start, end, base: name, pointers: 0, arrays: [], isConst: false, isVolatile: false };
  args[position] = { kind: "typeArgument", start, end, type };
}

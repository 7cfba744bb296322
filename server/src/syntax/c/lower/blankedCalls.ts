import type { FlatTree } from "./flatTree";
import { Kind } from "./nodeKind";
import { skipSpace } from "./scan";

/**
 * Where the mask blanked the arguments of a macro call at the end of a string (`"a" NAME(x)`), the parser ends
 * the string behind NAME. Gives the blanked part back to the string and to all that ends with it.
 */
export function widenBlankedCalls(tree: FlatTree, original: string, masked: string): void {
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] !== Kind.concatenated_string) continue;
    const end = tree.end[node]!;
    const blankEnd = skipSpace(masked, end);
    const blanked = original.slice(end, blankEnd).trimEnd();
    if (!blanked.trimStart().startsWith("(")) continue;
    tree.end[node] = end + blanked.length;
    for (let outer = node - 1; outer >= 0; outer--) {
      if (tree.next[outer]! > node && tree.end[outer] === end) tree.end[outer] = end + blanked.length;
      else if (tree.next[outer]! > node) break;
    }
  }
}

import type { Span } from "../../../base/span";
import type { Lowering } from "./lowering";

/**
 * Reads a span with a reader of its own instead of the tree: first as the user wrote it, then as it was parsed
 * (conditional branches that are not active are blank there). Remembers success, so that the tree's errors
 * there are no holes.
 */
export function recoverSpan<T>(
  lowering: Lowering,
  span: Span,
  read: (text: string, start: number, end: number) => T | undefined,
): T | undefined {
  const { original, masked } = lowering;
  const result =
    read(original, span.start, span.end) ??
    (original === masked ? undefined : read(masked, span.start, span.end));
  if (result !== undefined) lowering.repaired.push(span);
  return result;
}

export function recover<T>(
  lowering: Lowering,
  node: number,
  read: (text: string, start: number, end: number) => T | undefined,
): T | undefined {
  return recoverSpan(lowering, lowering.span(node), read);
}

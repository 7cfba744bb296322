import type { Span } from "../base/span";

/** One entry of the outline of a file. */
export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** The whole of it. */
  readonly span: Span;
  /** The name in it. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

export type SymbolKind =
  | "function"
  | "memory"
  | "worker"
  | "magic"
  | "lookup"
  | "type"
  | "table"
  | "operator"
  | "object"
  | "key"
  | "extension"
  | "setting"
  | "lock";

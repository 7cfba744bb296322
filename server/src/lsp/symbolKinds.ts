import { SymbolKind } from "vscode-languageserver/node";
import type { SymbolKind as FeatureKind } from "../features/documentSymbol";

/** How the protocol names the kinds of symbols that we have. */
export const symbolKinds: Readonly<Record<FeatureKind, SymbolKind>> = {
  function: SymbolKind.Function,
  memory: SymbolKind.Struct,
  worker: SymbolKind.Event,
  magic: SymbolKind.Module,
  lookup: SymbolKind.Key,
  type: SymbolKind.Class,
  table: SymbolKind.Struct,
  operator: SymbolKind.Operator,
  object: SymbolKind.Object,
  key: SymbolKind.Property,
  extension: SymbolKind.Package,
  setting: SymbolKind.Variable,
  lock: SymbolKind.Constant,
};

import type { DocumentSymbol, DocumentSymbolParams } from "vscode-languageserver/node";
import type { DocumentSymbol as FeatureSymbol } from "../../features/documentSymbol";
import { listDocumentSymbols } from "../../features/listDocumentSymbols";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";
import { symbolKinds } from "../symbolKinds";

export function handleDocumentSymbol(session: Session): void {
  const { connection, places } = session;
  const convert = (path: string, symbol: FeatureSymbol): DocumentSymbol => ({
    name: symbol.name === "" ? "?" : symbol.name,
    ...(symbol.detail === undefined ? {} : { detail: symbol.detail }),
    kind: symbolKinds[symbol.kind],
    range: places.range({ path, ...symbol.span }),
    selectionRange: places.range({ path, ...symbol.nameSpan }),
    children: symbol.children.map((child) => convert(path, child)),
  });
  connection.onDocumentSymbol(
    featureRequest<DocumentSymbolParams, DocumentSymbol[]>(
      session,
      "documentSymbol",
      [],
      ({ workspace, path }) => listDocumentSymbols(workspace, path).map((symbol) => convert(path, symbol)),
    ),
  );
}

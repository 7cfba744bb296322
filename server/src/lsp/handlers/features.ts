import type { ServerCapabilities } from "vscode-languageserver/node";
import type { ClientFeatures } from "../clientFeatures";
import type { Session } from "../session";
import { handleCodeLens } from "./codeLens";
import { handleCompletion } from "./completion";
import { handleDefinition } from "./definition";
import { handleDocumentHighlight } from "./documentHighlight";
import { handleDocumentSymbol } from "./documentSymbol";
import { handleFoldingRange } from "./foldingRange";
import { handleHover } from "./hover";
import { handleInlayHint } from "./inlayHint";
import { handleReferences } from "./references";
import { handleRename } from "./rename";
import { handleSemanticTokens, tokenTypes } from "./semanticTokens";
import { handleSignatureHelp } from "./signatureHelp";
import { handleWorkspaceSymbol } from "./workspaceSymbol";

/** Everything that helps with reading and writing, apart from findings and their fixes. */
export function handleFeatures(session: Session): void {
  handleDefinition(session);
  handleReferences(session);
  handleDocumentHighlight(session);
  handleDocumentSymbol(session);
  handleWorkspaceSymbol(session);
  handleFoldingRange(session);
  handleRename(session);
  handleHover(session);
  handleCompletion(session);
  handleSignatureHelp(session);
  handleCodeLens(session);
  handleInlayHint(session);
  handleSemanticTokens(session);
}

/** What a client is told of it. */
export function featureCapabilities({ options }: ClientFeatures): ServerCapabilities {
  const semanticTokens = { legend: { tokenTypes, tokenModifiers: [] }, full: true };
  return {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: { label: "Dynpgext" },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['"', "'", ".", ">"], resolveProvider: true },
    signatureHelpProvider: { triggerCharacters: ["(", ","] },
    renameProvider: { prepareProvider: true },
    codeLensProvider: {},
    inlayHintProvider: true,
    ...(options.semanticTokens === false ? {} : { semanticTokensProvider: semanticTokens }),
  };
}

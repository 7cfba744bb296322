import {
  TextDocumentEdit,
  type SnippetTextEdit,
  type TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { TextEdit } from "../../base/textEdit";
import type { ClientFeatures } from "../clientFeatures";
import type { Places } from "../places";

/** Edits in the form that the client understands: with the versions of open documents when it can. */
export function toWorkspaceEdit(
  edits: readonly TextEdit[],
  places: Places,
  { versionedEdits }: ClientFeatures,
): WorkspaceEdit {
  const byPath = new Map<string, ProtocolEdit[]>();
  for (const edit of edits) {
    const ofFile = byPath.get(edit.path) ?? [];
    ofFile.push({ range: places.range(edit), newText: edit.newText });
    byPath.set(edit.path, ofFile);
  }
  const files = [...byPath];
  if (!versionedEdits) {
    return { changes: Object.fromEntries(files.map(([path, ofFile]) => [places.uri(path), ofFile])) };
  }
  return { documentChanges: files.map(([path, ofFile]) => documentEdit(path, ofFile, places)) };
}

export function documentEdit(
  path: string,
  edits: (ProtocolEdit | SnippetTextEdit)[],
  places: Places,
): TextDocumentEdit {
  return TextDocumentEdit.create({ uri: places.uri(path), version: places.version(path) ?? null }, edits);
}

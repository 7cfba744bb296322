import { Range, Uri, window } from "vscode";
import type { SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";

/** Opens the file of a place with the place selected. */
export async function showPlace({ path, start, end }: SourcePlace): Promise<void> {
  const selection = new Range(start.line, start.column, end.line, end.column);
  await window.showTextDocument(Uri.file(path), { selection });
}

import { TextDocument } from "vscode-languageserver-textdocument";
import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from "vscode-languageserver/node";
import { pathOfUri } from "./uris";

/** A file that is open in the editor: its text is the editor's, saved or not. */
export interface OpenDocument {
  readonly path: string;
  /** As the client spells it. */
  readonly uri: string;
  readonly document: TextDocument;
}

/** The open documents by path. Keeps texts and line starts up to date with the client's changes. */
export class Documents {
  private readonly byPath = new Map<string, OpenDocument>();

  /** Undefined when the document is no file. */
  open({ textDocument }: DidOpenTextDocumentParams): OpenDocument | undefined {
    const path = pathOfUri(textDocument.uri);
    if (path === undefined) return undefined;
    const { uri, languageId, version, text } = textDocument;
    const opened = { path, uri, document: TextDocument.create(uri, languageId, version, text) };
    this.byPath.set(path, opened);
    return opened;
  }

  /** Undefined when the document is not open here. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const path = pathOfUri(textDocument.uri);
    const open = path === undefined ? undefined : this.byPath.get(path);
    if (open !== undefined) TextDocument.update(open.document, contentChanges, textDocument.version);
    return open;
  }

  close({ textDocument }: DidCloseTextDocumentParams): OpenDocument | undefined {
    const path = pathOfUri(textDocument.uri);
    const closed = path === undefined ? undefined : this.byPath.get(path);
    if (path !== undefined) this.byPath.delete(path);
    return closed;
  }

  get(path: string): OpenDocument | undefined {
    return this.byPath.get(path);
  }

  all(): Iterable<OpenDocument> {
    return this.byPath.values();
  }
}

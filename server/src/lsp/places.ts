import type { Position, Range } from "vscode-languageserver/node";
import { LineMap } from "../base/lineMap";
import type { Site } from "../base/span";
import type { Documents } from "./documents";
import type { Folders } from "./folders";
import { uriOfPath } from "./uris";

/** Closed files whose line starts are kept at the same time. */
const keptLineMaps = 256;

/** Translates between offsets in the analysed texts and the protocol's positions. */
export class Places {
  private readonly lineMaps = new Map<string, { readonly text: string; readonly lineMap: LineMap }>();

  constructor(
    private readonly documents: Documents,
    private readonly folders: Folders,
  ) {}

  /** The client's own spelling for open documents. */
  uri(path: string): string {
    return this.documents.get(path)?.uri ?? uriOfPath(path);
  }

  /** The text that positions in this file refer to. */
  text(path: string): string | undefined {
    return this.documents.get(path)?.document.getText() ?? this.folders.owner(path)?.text(path);
  }

  /** The version of an open document. */
  version(path: string): number | undefined {
    return this.documents.get(path)?.document.version;
  }

  range(site: Site): Range {
    return { start: this.position(site.path, site.start), end: this.position(site.path, site.end) };
  }

  position(path: string, offset: number): Position {
    const open = this.documents.get(path);
    if (open !== undefined) return open.document.positionAt(offset);
    const { line, column } = this.lineMap(path).position(offset);
    return { line, character: column };
  }

  offset(path: string, position: Position): number {
    const open = this.documents.get(path);
    if (open !== undefined) return open.document.offsetAt(position);
    return this.lineMap(path).offset({ line: position.line, column: position.character });
  }

  private lineMap(path: string): LineMap {
    const text = this.text(path) ?? "";
    const kept = this.lineMaps.get(path);
    if (kept?.text === text) return kept.lineMap;
    const lineMap = new LineMap(text);
    this.lineMaps.delete(path);
    this.lineMaps.set(path, { text, lineMap });
    if (this.lineMaps.size > keptLineMaps) {
      const oldest = this.lineMaps.keys().next();
      if (oldest.done !== true) this.lineMaps.delete(oldest.value);
    }
    return lineMap;
  }
}

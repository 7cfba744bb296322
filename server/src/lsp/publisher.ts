import { isDeepStrictEqual } from "node:util";
import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import type { Places } from "./places";

/** Sends a file's diagnostics when they differ from those that the client has. */
export class Publisher {
  private readonly visible = new Map<string, readonly Diagnostic[]>();

  constructor(
    private readonly send: (params: PublishDiagnosticsParams) => void,
    private readonly places: Places,
  ) {}

  set(path: string, diagnostics: Diagnostic[]): void {
    const before = this.visible.get(path) ?? [];
    if (before.length === diagnostics.length && isDeepStrictEqual(before, diagnostics)) return;
    if (diagnostics.length === 0) this.visible.delete(path);
    else this.visible.set(path, diagnostics);
    const version = this.places.version(path);
    this.send({ uri: this.places.uri(path), diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

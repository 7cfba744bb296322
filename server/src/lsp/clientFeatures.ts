import type { InitializeParams } from "vscode-languageserver/node";
import type { ClientOptions } from "../protocol/explainRule";

/** What the client can do, as far as the server's behaviour depends on it. */
export interface ClientFeatures {
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  /** Edits may rename files. */
  readonly renamesFiles: boolean;
  readonly showsDocuments: boolean;
  readonly codeActionLiterals: boolean;
  readonly commands: ReadonlySet<string>;
  /** `initializationOptions`, as they came. */
  readonly options: ClientOptions;
}

export function readClientFeatures({
  capabilities,
  initializationOptions,
}: InitializeParams): ClientFeatures {
  const { workspace, window, textDocument } = capabilities;
  const options = isRecord(initializationOptions) ? (initializationOptions as ClientOptions) : {};
  const commands = Array.isArray(options.commands) ? options.commands.map(String) : [];
  return {
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    renamesFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes("rename") === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    showsDocuments: window?.showDocument?.support === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    commands: new Set(commands),
    options,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

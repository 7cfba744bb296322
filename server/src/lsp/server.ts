import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from "vscode-languageserver/node";
import { explainRuleCommand } from "../protocol/explainRule";
import { fixAllKind } from "./actions/fixActions";
import { readClientFeatures, type ClientFeatures } from "./clientFeatures";
import type { EngineParts } from "./engineParts";
import { addFolder } from "./folderSet";
import { handleCodeActions } from "./handlers/codeAction";
import { handleConfiguration, registerConfiguration } from "./handlers/configuration";
import { handleDocuments } from "./handlers/documents";
import { handleEntityPlace } from "./handlers/entityPlace";
import { handleCommands } from "./handlers/executeCommand";
import { featureCapabilities, handleFeatures } from "./handlers/features";
import { handleFlush } from "./handlers/flush";
import { handleMemoryRegions } from "./handlers/memoryRegions";
import { handleWatchedFiles, registerWatchers } from "./handlers/watchedFiles";
import { handleWorkspaceFolders, initialRoots } from "./handlers/workspaceFolders";
import { createLog } from "./log";
import { Session } from "./session";

/** Serves one client until the connection ends. The connection must not be listening yet. */
export function startServer(connection: Connection, parts: EngineParts): void {
  const log = createLog(connection);
  connection.onInitialize((params) => {
    const features = readClientFeatures(params);
    const session = new Session(connection, features, parts, log);
    handleDocuments(session);
    handleWatchedFiles(session);
    handleConfiguration(session);
    handleWorkspaceFolders(session);
    handleCodeActions(session);
    handleCommands(session);
    handleFeatures(session);
    handleEntityPlace(session);
    handleMemoryRegions(session);
    handleFlush(session);
    connection.onInitialized(() => {
      for (const root of initialRoots(params)) addFolder(session, root);
      session.pending.start("Watching files", () => registerWatchers(session));
      session.pending.start("Watching the settings", () => registerConfiguration(session));
    });
    return { capabilities: capabilitiesFor(features), serverInfo: { name: "dynpgext" } };
  });
  connection.listen();
}

function capabilitiesFor(features: ClientFeatures): InitializeResult["capabilities"] {
  return {
    ...featureCapabilities(features),
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorRewrite,
        fixAllKind,
      ],
    },
    ...(features.commands.has(explainRuleCommand)
      ? {}
      : { executeCommandProvider: { commands: [explainRuleCommand] } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

import { commands, window, type ExtensionContext } from "vscode";
import type { Location, Position } from "vscode-languageclient/node";
import { explainRuleCommand } from "../../server/src/protocol/explainRule";
import { showReferencesCommand } from "../../server/src/protocol/lensCommands";
import { explainRule } from "./commands/explainRule";
import { newExtension, newExtensionCommand, type Answers } from "./commands/newExtension";
import { restartServerCommand } from "./commands/restartServer";
import { showReferences } from "./commands/showReferences";
import { showLogCommand } from "./commands/showLog";
import { DevPostgresFeature } from "./devpg/devPostgresFeature";
import { LanguageServer } from "./language/languageServer";
import { MemoryRegionsPanel, showMemoryRegionsCommand } from "./regions/memoryRegionsPanel";
import { StatusItem } from "./views/statusItem";

let server: LanguageServer | undefined;
let devPostgres: DevPostgresFeature | undefined;

/** Wires the parts together; nothing else happens here. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Dynpgext", { log: true });
  const status = new StatusItem(showLogCommand);
  server = new LanguageServer({
    serverModule: context.asAbsolutePath("dist/server.js"),
    log,
    onStatus: (next) => status.show(next),
  });
  const languageServer = server;
  devPostgres = new DevPostgresFeature(context, (params) => languageServer.entityPlaces(params));
  const regions = new MemoryRegionsPanel((params) => languageServer.memoryRegions(params));
  context.subscriptions.push(
    devPostgres,
    regions,
    commands.registerCommand(showMemoryRegionsCommand, () => regions.show()),
    log,
    status,
    commands.registerCommand(showLogCommand, () => log.show()),
    commands.registerCommand(restartServerCommand, () => server?.restart()),
    commands.registerCommand(newExtensionCommand, (given?: Answers) =>
      newExtension(context.asAbsolutePath("devpg/loader"), given),
    ),
    commands.registerCommand(
      showReferencesCommand,
      (...[uri, position, locations]: [string, Position, Location[]]) =>
        showReferences(languageServer.converter, uri, position, locations),
    ),
    commands.registerCommand(explainRuleCommand, (rule?: unknown) => explainRule(context.extensionUri, rule)),
  );
  await server.start();
}

/** Ends the language server, and the PostgreSQL servers that are to end with the window, before VS Code ends us. */
export async function deactivate(): Promise<void> {
  await Promise.all([server?.stop(), devPostgres?.end()]);
}

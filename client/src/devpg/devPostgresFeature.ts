import { window, workspace, type Disposable, type ExtensionContext } from "vscode";
import type { DebuggerModules } from "../../../devpg/src/plan/debug/debuggerCommands";
import type { AskEntityPlace } from "../commands/devPostgres/goToSource";
import { registerDevPostgresCommands } from "../commands/devPostgres/registerDevPostgresCommands";
import { CrashWatch } from "../crash/crashWatch";
import { DebugFeature } from "../debugging/debugFeature";
import { DevTaskProvider } from "../tasks/devTaskProvider";
import { TestingFeature } from "../testing/testingFeature";
import { DevPostgresItem } from "../views/devPostgresItem";
import { DevPostgresTree } from "../views/devPostgresTree";
import { logLanguage } from "../views/logLanguage";
import { LogLinkProvider } from "../views/logLinkProvider";
import { MemoryContextFeature } from "../views/memoryContextFeature";
import { MemoryDocuments } from "../views/memoryDocuments";
import { MemoryLenses } from "../views/memoryLenses";
import { ServerLog } from "../views/serverLog";
import { provideContextKeys } from "./contextKeys";
import { DevDiagnostics } from "./devDiagnostics";
import { DevFolders } from "./devFolders";
import { isRunning } from "./folderState";
import { LoaderEvents } from "./loaderEvents";
import { SanitizerFindings } from "./sanitizerFindings";

/** Everything of the dev Postgres in the editor: commands, tasks, views, diagnostics. */
export class DevPostgresFeature implements Disposable {
  private readonly folders: DevFolders;
  private readonly parts: readonly Disposable[];

  constructor(context: ExtensionContext, askEntityPlace: AskEntityPlace) {
    const folders = new DevFolders(context.asAbsolutePath("devpg/loader"));
    const output = window.createOutputChannel("Dynpgext dev Postgres", logLanguage);
    const diagnostics = new DevDiagnostics();
    const events = new LoaderEvents(folders, diagnostics);
    const sanitizer = new SanitizerFindings(folders, diagnostics);
    const log = new ServerLog(folders);
    const tree = new DevPostgresTree(folders, events);
    const memory = new MemoryDocuments(folders);
    const parts = { folders, output, diagnostics, events, log, tree, memory, askEntityPlace };
    this.folders = folders;
    this.parts = [
      ...registerDevPostgresCommands(parts),
      provideContextKeys(folders),
      new DevTaskProvider(parts),
      new TestingFeature(parts),
      new DebugFeature({ ...parts, modules: debuggerModules(context), memory: context.workspaceState }),
      new DevPostgresItem(folders),
      new CrashWatch(parts),
      new MemoryContextFeature(parts, context.extensionUri),
      new LogLinkProvider(),
      new MemoryLenses(memory),
      memory,
      tree,
      log,
      events,
      sanitizer,
      diagnostics,
      output,
      folders,
    ];
  }

  /** The window closes. Servers are shared with other windows and terminals, so they stay unless the user wants otherwise. */
  async end(): Promise<void> {
    const stopped = this.folders
      .all()
      .filter(({ state, folder }) => isRunning(state) && stopsOnClose(folder.uri))
      .map((dev) =>
        dev.ask((postgres) => postgres.stop({ signal: AbortSignal.timeout(4000), watcher: silent })),
      );
    await Promise.all(stopped);
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }
}

function debuggerModules(context: ExtensionContext): DebuggerModules {
  return {
    lldb: context.asAbsolutePath("devpg/debugger/lldb/dynpgext_lldb.py"),
    gdb: context.asAbsolutePath("devpg/debugger/gdb/dynpgext_gdb.py"),
  };
}

const silent = { step: () => undefined, command: () => undefined, output: () => undefined };

function stopsOnClose(scope: Parameters<typeof workspace.getConfiguration>[1]): boolean {
  return workspace.getConfiguration("dynpgext", scope).get<boolean>("devpg.stopOnClose") === true;
}

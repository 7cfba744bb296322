import { commands, extensions, window, type LogOutputChannel } from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  TransportKind,
  type ErrorHandler,
} from "vscode-languageclient/node";
import {
  entityPlaceMethod,
  type EntityPlace,
  type EntityPlaceParams,
} from "../../../server/src/protocol/entityPlace";
import { explainRuleCommand, type ClientOptions } from "../../../server/src/protocol/explainRule";
import {
  debugCommand,
  loadCommand,
  runCommand,
  showReferencesCommand,
} from "../../../server/src/protocol/lensCommands";
import {
  memoryRegionsMethod,
  type MemoryRegions,
  type MemoryRegionsParams,
} from "../../../server/src/protocol/memoryRegions";
import { statusMethod, type Status } from "../../../server/src/protocol/status";
import { restartServerCommand } from "../commands/restartServer";
import { showLogCommand } from "../commands/showLog";
import type { ServerStatus } from "../views/statusText";
import { documentSelector } from "./documentSelector";
import { RestartPolicy } from "./restartPolicy";

export interface LanguageServerOptions {
  /** Absolute path of the bundled server. */
  readonly serverModule: string;
  readonly log: LogOutputChannel;
  readonly onStatus: (status: ServerStatus) => void;
}

/** Extensions that colour every word of a C file: VS Code shows the tokens of one server only. */
const colouringExtensions = ["llvm-vs-code-extensions.vscode-clangd", "ms-vscode.cpptools"];

/** The language server: a process of its own, started again when it crashes, a few times. */
export class LanguageServer {
  private readonly client: LanguageClient;
  private readonly restarts = new RestartPolicy();

  constructor(private readonly options: LanguageServerOptions) {
    const initializationOptions: ClientOptions = {
      commands: [explainRuleCommand, showReferencesCommand, loadCommand, runCommand, debugCommand],
      semanticTokens: !colouringExtensions.some((id) => extensions.getExtension(id) !== undefined),
    };
    this.client = new LanguageClient(
      "dynpgext",
      "Dynpgext",
      { module: options.serverModule, transport: TransportKind.ipc },
      {
        documentSelector,
        outputChannel: options.log,
        initializationOptions,
        errorHandler: this.errorHandler(),
      },
    );
    this.client.onNotification(statusMethod, (status: Status) => options.onStatus(status));
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) options.onStatus({ state: "starting" });
      else if (newState === State.Stopped) options.onStatus({ state: "down" });
    });
  }

  /** What the server's lenses do when they are clicked. */
  get converter(): LanguageClient["protocol2CodeConverter"] {
    return this.client.protocol2CodeConverter;
  }

  async start(): Promise<void> {
    try {
      await this.client.start();
    } catch (error) {
      // Activation goes on: the commands that show the log and start again must work now more than ever.
      this.options.log.error(`The language server did not start: ${String(error)}`);
      this.options.onStatus({ state: "down" });
      this.offerRestart("The Dynpgext language server did not start.");
    }
  }

  async restart(): Promise<void> {
    this.restarts.reset();
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    try {
      if (this.client.state !== State.Stopped) await this.client.stop();
    } catch (error) {
      // It was ending by itself or does not answer; its process is killed in any case.
      this.options.log.warn(`The language server did not stop in order: ${String(error)}`);
    }
  }

  /** Where the sources bring something into being; nowhere while the server does not run. */
  async entityPlaces(params: EntityPlaceParams): Promise<readonly EntityPlace[]> {
    if (this.client.state !== State.Running) return [];
    return this.client.sendRequest<readonly EntityPlace[]>(entityPlaceMethod, params);
  }

  /** The memory regions of the function at a place; null where there is none, and while the server does not run. */
  async memoryRegions(params: MemoryRegionsParams): Promise<MemoryRegions | null> {
    if (this.client.state !== State.Running) return null;
    return this.client.sendRequest<MemoryRegions | null>(memoryRegionsMethod, params);
  }

  private errorHandler(): ErrorHandler {
    return {
      error: (error) => {
        this.options.log.error(`Connection to the language server: ${error.message}`);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        if (this.restarts.allowsRestart(Date.now())) {
          const message = "The language server ended unexpectedly and is started again.";
          return { action: CloseAction.Restart, message, handled: true };
        }
        const message =
          "The Dynpgext language server ended unexpectedly several times and was not started again.";
        this.offerRestart(message);
        return { action: CloseAction.DoNotRestart, message, handled: true };
      },
    };
  }

  private offerRestart(message: string): void {
    const actions = { "Show Log": showLogCommand, Restart: restartServerCommand } as const;
    const shown = window.showErrorMessage(message, ...(Object.keys(actions) as (keyof typeof actions)[]));
    void shown.then((chosen) =>
      chosen === undefined ? undefined : commands.executeCommand(actions[chosen]),
    );
  }
}

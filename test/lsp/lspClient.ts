/**
 * A language client over real stdio: starts a server as a process of its own, speaks the protocol with it and
 * collects what it publishes. Used by the tests of the server and by the bench (there also against clangd).
 *
 *   const client = await LspClient.start({ command: process.execPath, args: ["dist/server.js", "--stdio"], folders: [root] });
 *   client.open(file, text);
 *   const diagnostics = await client.diagnosticsWhere(file, (found) => found.length === 1);
 *   client.change(file, [{ range, text: "x" }]);
 *   await client.stop();
 */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type ConfigurationParams,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type ProgressToken,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { Mailbox } from "./mailbox";

export interface LspClientOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Workspace folders, absolute. The first is also the process's current directory. */
  readonly folders: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly initializationOptions?: unknown;
  /** Answers to `workspace/configuration`, as nested objects: `{ dynpgext: { pgVersion: 17 } }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Replaces the capabilities that this client announces otherwise. */
  readonly capabilities?: ClientCapabilities;
  /** Fields beyond the standard's, sent with each `didChange` (clangd: `{ wantDiagnostics: true }`). */
  readonly changeExtras?: Readonly<Record<string, unknown>>;
}

/** One `textDocument/publishDiagnostics`, with the moment at which it came in (`performance.now()`). */
export interface Publication {
  readonly path: string;
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly receivedMs: number;
}

const defaultCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    codeAction: {
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ["", "quickfix", "refactor", "source", "source.fixAll"] },
      },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
  window: { workDoneProgress: true },
};

/** How long the tests and the bench wait for something that must happen. */
const patienceMs = 60_000;

export class LspClient {
  /** Every publication, in order of arrival. */
  readonly publications: Publication[] = [];
  /** `window/showMessage` and `window/logMessage` texts, in order of arrival. */
  readonly messages: string[] = [];
  /** Edits that the server asked to apply; they are answered with "applied" and left to the caller. */
  readonly appliedEdits: ApplyWorkspaceEditParams[] = [];
  /** Methods that the server registered dynamically. */
  readonly registrations: string[] = [];
  initializeResult: InitializeResult | undefined;
  private readonly latest = new Map<string, Publication>();
  private readonly versions = new Map<string, number>();
  private readonly published = new Mailbox<Publication>();
  private readonly progressChanged = new Mailbox<number>();
  private readonly running = new Set<ProgressToken>();
  private progressEnded = 0;
  private stderrText = "";
  private readonly exited: Promise<number | null>;
  readonly connection: ProtocolConnection;

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    private readonly options: LspClientOptions,
  ) {
    process.stderr.on("data", (chunk: Buffer) => (this.stderrText += chunk.toString("utf8")));
    this.exited = new Promise((resolve) => process.once("exit", (code) => resolve(code)));
    void this.exited.then((code) => {
      const reason = new Error(
        `The server ended (exit code ${String(code)}).\n${this.stderrText.slice(-2000)}`,
      );
      this.published.close(reason);
      this.progressChanged.close(reason);
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    this.listen();
  }

  /** Starts the server and initializes it. Fails, and leaves no process behind, when it does not answer. */
  static async start(options: LspClientOptions): Promise<LspClient> {
    const child = spawn(options.command, [...options.args], {
      cwd: options.folders[0],
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    const client = new LspClient(child, options);
    try {
      client.initializeResult = await client.request<InitializeResult>(
        "initialize",
        client.initializeParams(),
      );
      client.notify("initialized", {});
      return client;
    } catch (error) {
      child.kill("SIGKILL");
      throw error;
    }
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** What the server wrote to stderr so far. */
  get stderr(): string {
    return this.stderrText;
  }

  /** Opens a document at version 1. */
  open(file: string, text: string, languageId = "c"): void {
    this.versions.set(path.resolve(file), 1);
    this.notify("textDocument/didOpen", { textDocument: { uri: uriOf(file), languageId, version: 1, text } });
  }

  /** Sends one change of an open document and returns its version. */
  change(file: string, contentChanges: readonly TextDocumentContentChangeEvent[]): number {
    const version = (this.versions.get(path.resolve(file)) ?? 0) + 1;
    this.versions.set(path.resolve(file), version);
    const textDocument = { uri: uriOf(file), version };
    this.notify("textDocument/didChange", { textDocument, contentChanges, ...this.options.changeExtras });
    return version;
  }

  save(file: string): void {
    this.notify("textDocument/didSave", { textDocument: { uri: uriOf(file) } });
  }

  close(file: string): void {
    this.versions.delete(path.resolve(file));
    this.notify("textDocument/didClose", { textDocument: { uri: uriOf(file) } });
  }

  /** The diagnostics that a user sees now, or undefined when nothing was ever published for the file. */
  diagnostics(file: string): readonly Diagnostic[] | undefined {
    return this.latest.get(path.resolve(file))?.diagnostics;
  }

  /** The next publication after this call that the condition accepts. Call it before sending the change. */
  nextPublication(
    accepts: (publication: Publication) => boolean,
    timeoutMs = patienceMs,
  ): Promise<Publication> {
    return this.published.next(
      accepts,
      timeoutMs,
      () => `publication; stderr:\n${this.stderrText.slice(-2000)}`,
    );
  }

  /** Resolves as soon as the visible diagnostics of a file satisfy the condition, also when they do so already. */
  async diagnosticsWhere(
    file: string,
    accepts: (diagnostics: readonly Diagnostic[]) => boolean,
    timeoutMs = patienceMs,
  ): Promise<readonly Diagnostic[]> {
    const visible = this.diagnostics(file);
    if (visible !== undefined && accepts(visible)) return visible;
    const wanted = path.resolve(file);
    const publication = await this.nextPublication(
      (one) => one.path === wanted && accepts(one.diagnostics),
      timeoutMs,
    );
    return publication.diagnostics;
  }

  /** Resolves when at least one work-done progress has ended and none is running: the workspace is indexed. */
  async indexed(timeoutMs = patienceMs): Promise<void> {
    const isDone = () => this.running.size === 0 && this.progressEnded > 0;
    if (!isDone()) await this.progressChanged.next(isDone, timeoutMs, () => "end of indexing");
  }

  request<R>(method: string, parameters?: unknown): Promise<R> {
    const answer = this.connection.sendRequest<R>(method, parameters);
    const ended = this.exited.then((code) => {
      throw new Error(
        `The server ended (exit code ${String(code)}) before it answered ${method}.\n${this.stderrText.slice(-2000)}`,
      );
    });
    return Promise.race([answer, ended]);
  }

  notify(method: string, parameters: unknown): void {
    void this.connection.sendNotification(method, parameters).catch(() => undefined);
  }

  /** Orderly `shutdown` and `exit`. Returns the exit code; a server that does not go within the time is killed (null). */
  async stop(timeoutMs = 5000): Promise<number | null> {
    const killer = setTimeout(() => this.process.kill("SIGKILL"), timeoutMs);
    await this.request("shutdown").catch(() => undefined);
    this.notify("exit", undefined);
    const code = await this.exited;
    clearTimeout(killer);
    this.connection.dispose();
    return code;
  }

  private listen(): void {
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      const file = params.uri.startsWith("file:") ? path.resolve(fileURLToPath(params.uri)) : params.uri;
      const { diagnostics, version } = params;
      const publication = { path: file, version, diagnostics, receivedMs: performance.now() };
      this.publications.push(publication);
      this.latest.set(file, publication);
      this.published.deliver(publication);
    });
    connection.onNotification(
      "$/progress",
      ({ token, value }: { token: ProgressToken; value: { kind?: string } }) => {
        if (value.kind === "begin") this.running.add(token);
        if (value.kind === "end" && this.running.delete(token)) this.progressEnded += 1;
        this.progressChanged.deliver(this.progressEnded);
      },
    );
    for (const method of ["window/showMessage", "window/logMessage"]) {
      connection.onNotification(method, ({ message }: { message: string }) => {
        this.messages.push(message);
      });
    }
    connection.onRequest("window/showMessageRequest", ({ message }: { message: string }) => {
      this.messages.push(message);
      return null;
    });
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations.map((registration) => registration.method));
      return null;
    });
    connection.onRequest("workspace/configuration", ({ items }: ConfigurationParams) =>
      items.map(({ section }) => settingAt(this.options.settings ?? {}, section)),
    );
    connection.onRequest("workspace/workspaceFolders", () => this.workspaceFolders());
    connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
      this.appliedEdits.push(params);
      return { applied: true };
    });
    connection.onError(() => undefined);
    connection.listen();
  }

  private initializeParams(): InitializeParams {
    const { folders, capabilities, initializationOptions } = this.options;
    return {
      processId: process.pid,
      rootUri: folders[0] === undefined ? null : uriOf(folders[0]),
      workspaceFolders: this.workspaceFolders(),
      capabilities: capabilities ?? defaultCapabilities,
      initializationOptions,
    };
  }

  private workspaceFolders(): { uri: string; name: string }[] {
    return this.options.folders.map((folder) => ({ uri: uriOf(folder), name: path.basename(folder) }));
  }
}

export function uriOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href;
}

function settingAt(settings: Readonly<Record<string, unknown>>, section: string | undefined): unknown {
  let value: unknown = settings;
  for (const key of section === undefined || section === "" ? [] : section.split(".")) {
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value ?? null;
}

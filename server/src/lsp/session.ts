import type { Connection } from "vscode-languageserver/node";
import { LineMap } from "../base/lineMap";
import type { InternalError } from "../engine/workspace";
import { statusMethod } from "../protocol/status";
import type { HintSettings } from "../features/listHints";
import type { ClientFeatures } from "./clientFeatures";
import { settingsDiagnostic } from "./convert";
import { BackgroundAnalysis } from "./backgroundAnalysis";
import { Documents } from "./documents";
import { defaultDebounceMs, defaultHints } from "./editorSettings";
import type { EngineParts } from "./engineParts";
import { FileLoader } from "./fileLoader";
import { FolderReport } from "./folderReport";
import { Folders } from "./folders";
import { Foreground } from "./foreground";
import { IdleCollection } from "./idleCollection";
import { Indexer } from "./indexer";
import { IndexingProgress } from "./indexingProgress";
import type { Log } from "./log";
import { collectGarbage } from "./memory";
import { PendingWork } from "./pendingWork";
import { Places } from "./places";
import { Publisher } from "./publisher";
import { Scheduler } from "./scheduler";
import { SettingsSource, type SettingsOfFolder } from "./settingsSource";
import { SqlProvider } from "./sqlProvider";
import { StatusReport } from "./statusReport";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Everything that lives as long as the connection to one client. The handlers translate messages to calls of it. */
export class Session {
  readonly documents = new Documents();
  readonly folders: Folders;
  readonly places: Places;
  readonly loader: FileLoader;
  readonly pending: PendingWork;
  readonly settings: SettingsSource;
  readonly scheduler: Scheduler;
  readonly foreground = new Foreground();
  readonly indexer: Indexer;
  readonly ruleTitles: ReadonlyMap<string, string>;
  private readonly publisher: Publisher;
  private readonly reports = new Map<WorkspaceFolder, FolderReport>();
  private readonly status: StatusReport;
  private readonly sql: SqlProvider;
  private readonly background: BackgroundAnalysis;
  private readonly idle = new IdleCollection({
    usedBytes: () => process.memoryUsage.rss(),
    collect: collectGarbage,
  });
  private readonly loggedErrors = new Set<string>();
  private debounceMs = defaultDebounceMs;
  private shownHints = defaultHints;
  /** Resolves when the newest diagnostics are written, and with them all before. */
  private written = Promise.resolve();
  private prepared: Promise<void> | undefined;
  private configuring: Promise<unknown> = Promise.resolve();

  constructor(
    readonly connection: Connection,
    readonly features: ClientFeatures,
    parts: EngineParts,
    readonly log: Log,
  ) {
    this.ruleTitles = new Map(parts.rules.map(({ id, title }) => [id, title]));
    const knownRules = new Set(this.ruleTitles.keys());
    this.folders = new Folders(parts);
    this.places = new Places(this.documents, this.folders);
    this.loader = new FileLoader(this.documents, this.folders, log);
    this.pending = new PendingWork(log);
    this.sql = new SqlProvider(this.folders, this.pending, parts.loadSqlParser);
    const publisher = {
      publish: (folder: WorkspaceFolder) => this.publish(folder),
      written: () => this.written,
    };
    this.background = new BackgroundAnalysis(this.folders, this.pending, publisher, this.foreground);
    this.settings = new SettingsSource(connection, features, this.documents, knownRules, log);
    this.scheduler = new Scheduler(
      () => this.analyze(),
      () => this.debounceMs,
    );
    this.publisher = new Publisher(
      (params) => void (this.written = connection.sendDiagnostics(params)),
      this.places,
    );
    this.status = new StatusReport((status) => void connection.sendNotification(statusMethod, status));
    this.indexer = new Indexer({
      folders: this.folders,
      loader: this.loader,
      pending: this.pending,
      log,
      configure: async (folder) => void (await this.configure(folder)),
      prepare: () => (this.prepared ??= parts.prepare?.() ?? Promise.resolve()),
      beginProgress: (onCancel) =>
        IndexingProgress.begin(connection, onCancel, (error) => log.failure("Showing the progress", error)),
      onState: (folder) => this.onState(folder),
    });
  }

  /** What is shown inside the code. */
  get hints(): HintSettings {
    return this.shownHints;
  }

  /**
   * Reads the folder's settings again, one reading after the other, so that the newest is applied last. Returns
   * whether other files take part in the analysis than before.
   */
  configure(folder: WorkspaceFolder): Promise<boolean> {
    const configured = this.configuring.then(() => this.configureNow(folder));
    this.configuring = configured.catch(() => false);
    return configured;
  }

  /** Settings have changed, in the editor or in the project's file. */
  async reconfigure(folder: WorkspaceFolder): Promise<void> {
    const isOther = await this.configure(folder);
    if (isOther) this.indexer.enqueue(folder);
    else this.scheduler.request();
  }

  /** Takes back what was shown for a folder that is no longer there. */
  hide(folder: WorkspaceFolder): void {
    this.reports.get(folder)?.clear();
    this.reports.delete(folder);
    this.publisher.set(this.settings.filePath(folder.root), []);
    this.showStatus();
  }

  private async configureNow(folder: WorkspaceFolder): Promise<boolean> {
    const settings = await this.settings.read(folder.root);
    if (!this.folders.has(folder)) return false;
    this.debounceMs = settings.debounceMs;
    this.shownHints = settings.hints;
    this.showSettingsProblems(settings);
    const isOther = folder.configure(settings);
    for (const { path } of this.documents.all()) {
      if (this.folders.owner(path) === folder) this.loader.loadNow(path);
    }
    return isOther;
  }

  private onState(folder: WorkspaceFolder): void {
    if (folder.state === "ready") {
      this.scheduler.request();
      this.scheduler.flush();
    } else if (folder.state === "stopped") this.reports.get(folder)?.clear();
    this.showStatus();
  }

  private analyze(): void {
    for (const folder of this.folders.all()) {
      if (folder.state === "ready" && folder.isStale) this.report(folder);
    }
    this.showStatus();
    this.sql.provide();
    this.background.wake();
    this.idle.touch();
  }

  private report(folder: WorkspaceFolder): void {
    try {
      const analysis = folder.analyze([...this.documents.all()].map(({ path }) => path));
      this.reportOf(folder).update(analysis);
      for (const error of analysis.internalErrors) this.logInternalError(error);
    } catch (error) {
      this.log.failure(`Analysing ${folder.root}`, error);
    }
  }

  private publish(folder: WorkspaceFolder): void {
    this.report(folder);
    this.showStatus();
    this.idle.touch();
  }

  private reportOf(folder: WorkspaceFolder): FolderReport {
    let report = this.reports.get(folder);
    if (report === undefined)
      this.reports.set(folder, (report = new FolderReport(this.places, this.publisher)));
    return report;
  }

  private showSettingsProblems({ file, root }: SettingsOfFolder): void {
    const lineMap = new LineMap(file?.text ?? "");
    const positionOf = (offset: number) => {
      const { line, column } = lineMap.position(offset);
      return { line, character: column };
    };
    const problems = file?.problems ?? [];
    this.publisher.set(
      this.settings.filePath(root),
      problems.map((problem) => settingsDiagnostic(problem, positionOf)),
    );
  }

  private showStatus(): void {
    this.status.show(this.folders.all(), [...this.reports.values()]);
  }

  /** Once per error: an analysis that fails fails again at every key. */
  private logInternalError({ rule, path, message }: InternalError): void {
    const text = `${rule} failed in ${path}: ${message}`;
    if (this.loggedErrors.has(text)) return;
    this.loggedErrors.add(text);
    this.connection.console.error(text);
  }
}

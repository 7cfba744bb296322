import { setImmediate as nextTurn } from "node:timers/promises";
import { discoverFiles } from "../files/discoverFiles";
import type { FileLoader } from "./fileLoader";
import type { Folders } from "./folders";
import { inBatches } from "./inBatches";
import type { Log } from "./log";
import { collectGarbage } from "./memory";
import type { PendingWork } from "./pendingWork";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Files that are read at the same time. */
const readsAtOnce = 16;

/** Between two messages about the progress, in milliseconds. */
const reportMs = 100;

/** Characters of source that are analysed without a turn of the event loop: some 20 ms. */
const sliceCharacters = 200_000;

/** Slices between two collections: their syntax trees take about 25 bytes per character. */
const slicesPerCollection = 20;

export interface IndexerParts {
  readonly folders: Folders;
  readonly loader: FileLoader;
  readonly pending: PendingWork;
  readonly log: Log;
  /** Reads a folder's settings and applies them. */
  configure(folder: WorkspaceFolder): Promise<void>;
  /** Loads what the analysis needs besides texts. */
  prepare(): Promise<void>;
  /** Begins a progress display that may call `onCancel` until its end. */
  beginProgress(onCancel: () => void): { report(message: string): void; end(): void };
  /** Called when a folder's state has changed. */
  onState(folder: WorkspaceFolder): void;
}

/** Reads whole folders, one after the other, in slices that leave the event loop free for the editor's messages. */
export class Indexer {
  private readonly queue = new Set<WorkspaceFolder>();
  private current: { readonly folder: WorkspaceFolder; readonly abort: AbortController } | undefined;
  private isRunning = false;

  constructor(private readonly parts: IndexerParts) {}

  /** Reads the folder, again when that was done or begun before. */
  enqueue(folder: WorkspaceFolder): void {
    this.forget(folder);
    this.queue.add(folder);
    folder.state = "indexing";
    this.parts.onState(folder);
    if (this.isRunning) return;
    this.isRunning = true;
    this.parts.pending.start("Indexing", () => this.run());
  }

  /** Stops reading a folder that is no longer there. */
  forget(folder: WorkspaceFolder): void {
    this.queue.delete(folder);
    if (this.current?.folder === folder) this.current.abort.abort();
  }

  private async run(): Promise<void> {
    const progress = this.parts.beginProgress(() => this.cancel());
    try {
      for (;;) {
        const { value: folder, done } = this.queue.values().next();
        if (done === true) break;
        this.queue.delete(folder);
        await this.index(folder, (message) => progress.report(message));
      }
    } finally {
      this.isRunning = false;
      this.current = undefined;
      progress.end();
    }
  }

  private async index(folder: WorkspaceFolder, report: (message: string) => void): Promise<void> {
    const abort = new AbortController();
    this.current = { folder, abort };
    try {
      await this.parts.configure(folder);
      const [files] = await Promise.all([this.read(folder, abort.signal, report), this.parts.prepare()]);
      await analyseInSlices(folder, abort.signal);
      if (abort.signal.aborted) return;
      this.parts.log.info(`${folder.root}: ${files} files`);
    } catch (error) {
      // The folder shows what could be read; nothing else is lost.
      this.parts.log.failure(`Indexing ${folder.root}`, error);
      if (abort.signal.aborted) return;
    }
    folder.state = "ready";
    this.parts.onState(folder);
  }

  /** Returns the number of files. */
  private async read(
    folder: WorkspaceFolder,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<number> {
    const unseen = new Set(folder.paths());
    let files = 0;
    let reportedMs = performance.now();
    const load = async (path: string) => {
      unseen.delete(path);
      files++;
      await this.parts.loader.load(path);
      if (performance.now() - reportedMs < reportMs) return;
      reportedMs = performance.now();
      report(`${files} files`);
    };
    await inBatches(this.discover(folder, signal), readsAtOnce, load);
    // What was not found any more is gone, unless it is open or came back in the meantime.
    if (!signal.aborted) await inBatches([...unseen], readsAtOnce, (path) => this.parts.loader.load(path));
    return files;
  }

  private async *discover(folder: WorkspaceFolder, signal: AbortSignal): AsyncGenerator<string> {
    const { folders, log } = this.parts;
    const found = discoverFiles(folder.root, {
      wants: (path) => folder.wants(path),
      exclude: folder.exclude,
      signal,
      onProblem: ({ path, message }) => log.warn(`${path}: ${message}`),
    });
    for await (const path of found) if (folders.owner(path) === folder) yield path;
  }

  /** The user's wish: what is being read and what waits stays unknown, and therefore silent. */
  private cancel(): void {
    const stopped = [...this.queue, ...(this.current === undefined ? [] : [this.current.folder])];
    this.queue.clear();
    this.current?.abort.abort();
    for (const folder of stopped) {
      folder.state = "stopped";
      this.parts.onState(folder);
    }
    this.parts.log.warn("Indexing was cancelled: no findings are shown until the server is started again.");
  }
}

async function analyseInSlices(folder: WorkspaceFolder, signal: AbortSignal): Promise<void> {
  for (let slices = 1; !signal.aborted && folder.readSome(sliceCharacters); slices++) {
    if (slices % slicesPerCollection === 0) collectGarbage();
    await nextTurn();
  }
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Folders } from "./folders";
import type { Foreground } from "./foreground";
import { collectGarbage } from "./memory";
import type { PendingWork } from "./pendingWork";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Characters of source that are analysed without a turn of the event loop: some 10 ms. */
const sliceCharacters = 30_000;

/**
 * Characters of functions between two collections. Their syntax trees take about 25 bytes each, and what the functions
 * refer to is parsed as well: with five times as many the process stays 100 MB larger for good.
 */
const charactersPerCollection = 800_000;

/** Between two publications of what has been found so far, in milliseconds. */
const publishMs = 300;

/**
 * Analyses the functions of a folder that wait, in slices that leave the event loop free for the editor's messages.
 * It stops where an edit comes in between, whose own analysis wakes it again, and waits while a request is answered.
 */
export class BackgroundAnalysis {
  private isRunning = false;
  /** Characters analysed since the last collection. */
  private uncollected = 0;

  constructor(
    private readonly folders: Folders,
    private readonly pending: PendingWork,
    private readonly publisher: {
      publish(folder: WorkspaceFolder): void;
      /** Resolves when everything published is on its way to the client: each message takes a turn of the event loop. */
      written(): Promise<void>;
    },
    private readonly foreground: Pick<Foreground, "isBusy">,
  ) {}

  /** To be called after every analysis. */
  wake(): void {
    if (this.isRunning || !this.waiting()) return;
    this.isRunning = true;
    this.pending.start("Analysing functions", () => this.run());
  }

  private async run(): Promise<void> {
    try {
      for (let folder = this.waiting(); folder; folder = this.waiting()) await this.finish(folder);
    } finally {
      this.isRunning = false;
    }
  }

  private waiting(): WorkspaceFolder | undefined {
    return this.folders.all().find((folder) => folder.hasWaitingFunctions);
  }

  private async finish(folder: WorkspaceFolder): Promise<void> {
    await this.publisher.written();
    let publishedMs = performance.now();
    while (folder.hasWaitingFunctions && this.folders.has(folder)) {
      this.uncollected += folder.analyzeSome(sliceCharacters);
      if (this.uncollected >= charactersPerCollection) {
        this.uncollected = 0;
        collectGarbage();
      }
      if (performance.now() - publishedMs >= publishMs) {
        this.publisher.publish(folder);
        await this.publisher.written();
        publishedMs = performance.now();
      }
      do await nextTurn();
      while (this.foreground.isBusy);
    }
    if (this.folders.has(folder) && !folder.isStale) this.publisher.publish(folder);
  }
}

import { existsSync, watch, type FSWatcher } from "node:fs";
import type { Disposable } from "vscode";
import type { DevDiagnostics } from "./devDiagnostics";
import type { DevFolder } from "./devFolder";
import type { DevFolders } from "./devFolders";

/** A report is written in several pieces. */
const settleMs = 300;

/**
 * Shows what AddressSanitizer reports at the lines it is about, as soon as it has written it, and until a library is
 * built anew. Where nothing is built with it there is nothing to watch for, and this costs nothing.
 */
export class SanitizerFindings implements Disposable {
  private readonly followers = new Map<DevFolder, ReportFollower>();
  private readonly subscription: Disposable;

  constructor(
    private readonly folders: DevFolders,
    private readonly diagnostics: DevDiagnostics,
  ) {
    this.subscription = folders.onDidChange(() => this.update());
  }

  private update(): void {
    const present = this.folders.all();
    for (const [dev, follower] of this.followers) {
      if (present.includes(dev)) continue;
      follower.dispose();
      this.followers.delete(dev);
    }
    for (const dev of present) {
      let follower = this.followers.get(dev);
      if (follower === undefined) {
        follower = new ReportFollower(dev, this.diagnostics);
        this.followers.set(dev, follower);
      }
      follower.update();
    }
  }

  dispose(): void {
    this.subscription.dispose();
    for (const follower of this.followers.values()) follower.dispose();
  }
}

/** The reports about one folder. */
class ReportFollower implements Disposable {
  private watcher: FSWatcher | undefined;
  private watched: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dev: DevFolder,
    private readonly diagnostics: DevDiagnostics,
  ) {}

  /** The server, or what is installed in it, may be another one. */
  update(): void {
    const { state } = this.dev;
    if (state.kind !== "known" || !existsSync(state.status.layout.log)) return;
    const { log } = state.status.layout;
    if (this.watched !== log) {
      this.dispose();
      this.watched = log;
      this.watcher = watch(log, (_, name) => {
        if (name?.startsWith("asan.") === true) this.soon();
      }).on("error", () => this.dispose());
    }
    this.soon();
  }

  private soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, settleMs);
  }

  private async read(): Promise<void> {
    const answer = await this.dev.ask((postgres) => postgres.sanitizerReports());
    if (answer.ok) this.diagnostics.sanitized(this.dev, answer.value);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.watcher?.close();
    this.watcher = undefined;
    this.watched = undefined;
  }
}

import { window, type Disposable, type OutputChannel } from "vscode";
import type { DevFolder } from "../devpg/devFolder";
import type { DevFolders } from "../devpg/devFolders";
import { logLanguage } from "./logLanguage";
import { logText } from "./logText";

/** Entries from before that are shown first. */
const earlierRecords = 200;

/** The server's log, live, in an output channel of each folder. */
export class ServerLog implements Disposable {
  private readonly followed = new Map<DevFolder, { channel: OutputChannel; abort: AbortController }>();
  private readonly subscription: Disposable;

  constructor(private readonly folders: DevFolders) {
    this.subscription = folders.onDidChange(() => this.forgetClosed());
  }

  /** Shows the log and follows it from now on, over restarts of the server. */
  show(dev: DevFolder): void {
    const known = this.followed.get(dev);
    if (known !== undefined) {
      known.channel.show(true);
      return;
    }
    const isAlone = this.folders.all().length < 2;
    const name = `Dynpgext server log${isAlone ? "" : ` (${dev.name})`}`;
    const channel = window.createOutputChannel(name, logLanguage);
    const abort = new AbortController();
    this.followed.set(dev, { channel, abort });
    channel.show(true);
    void this.follow(dev, channel, abort.signal);
  }

  private async follow(dev: DevFolder, channel: OutputChannel, signal: AbortSignal): Promise<void> {
    const outcome = await dev.ask((postgres) =>
      postgres.followLog(earlierRecords, (record) => channel.append(logText(record)), signal),
    );
    if (outcome.ok || signal.aborted) return;
    channel.appendLine(`The log cannot be followed: ${outcome.problem.message}. Show it again to try again.`);
    this.followed.get(dev)?.abort.abort();
    this.followed.delete(dev);
  }

  private forgetClosed(): void {
    for (const dev of this.followed.keys()) if (!this.folders.all().includes(dev)) this.forget(dev);
  }

  private forget(dev: DevFolder): void {
    const entry = this.followed.get(dev);
    entry?.abort.abort();
    entry?.channel.dispose();
    this.followed.delete(dev);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const dev of [...this.followed.keys()]) this.forget(dev);
  }
}

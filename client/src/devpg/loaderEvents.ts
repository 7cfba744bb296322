import { existsSync, watch, type FSWatcher } from "node:fs";
import { EventEmitter, type Disposable } from "vscode";
import type { LoaderEvent, LoadReport } from "../../../devpg/src/host/devPostgres";
import type { DevDiagnostics } from "./devDiagnostics";
import type { DevFolder } from "./devFolder";
import type { DevFolders } from "./devFolders";
import { isRunning } from "./folderState";

/** Between a change of the log and the question what happened: changes come in bursts. */
const settleMs = 300;

/** After an answer without news: a server that logs connections also logs our question, and would be asked for ever. */
const restMs = 3000;

/**
 * What the loader has reported since the last load. What it reports it also logs, so the log is watched and the server
 * is asked only when it has something to say: nothing is polled.
 */
export class LoaderEvents implements Disposable {
  private readonly changes = new EventEmitter<DevFolder>();
  readonly onDidChange = this.changes.event;
  private readonly followers = new Map<DevFolder, EventFollower>();
  private readonly subscription: Disposable;

  constructor(
    private readonly folders: DevFolders,
    private readonly diagnostics: DevDiagnostics,
  ) {
    this.subscription = folders.onDidChange(() => this.update());
  }

  of(dev: DevFolder): readonly LoaderEvent[] {
    return this.followers.get(dev)?.events ?? [];
  }

  /**
   * A load that began at this time has ended well. What was reported before holds no longer when the libraries are
   * other ones now; of a server that was restarted everything is new.
   */
  loaded(dev: DevFolder, { events, build }: LoadReport, began: Date): void {
    this.followerOf(dev).begin(events, (event) => build.upToDate || event.at >= began);
  }

  private update(): void {
    const present = this.folders.all();
    for (const [dev, follower] of this.followers) {
      if (present.includes(dev)) continue;
      follower.dispose();
      this.followers.delete(dev);
    }
    for (const dev of present) {
      if (isRunning(dev.state)) this.followerOf(dev).follow();
      else this.followers.get(dev)?.rest();
    }
  }

  private followerOf(dev: DevFolder): EventFollower {
    const known = this.followers.get(dev);
    if (known !== undefined) return known;
    const follower = new EventFollower(dev, () => {
      this.diagnostics.observed(dev, follower.events);
      this.changes.fire(dev);
    });
    this.followers.set(dev, follower);
    return follower;
  }

  dispose(): void {
    this.subscription.dispose();
    for (const follower of this.followers.values()) follower.dispose();
    this.changes.dispose();
  }
}

/** The events of one server. */
class EventFollower implements Disposable {
  events: readonly LoaderEvent[] = [];
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private server = "";
  /** Of the newest event that is known; a server counts from 1 when it starts. */
  private lastId = 0;
  /** Not to be asked before, in milliseconds of `performance.now`. */
  private restsUntil = 0;

  constructor(
    private readonly dev: DevFolder,
    private readonly onChange: () => void,
  ) {}

  /** These are all events that there are; those that `holds` says hold are shown. */
  begin(events: readonly LoaderEvent[], holds: (event: LoaderEvent) => boolean = () => true): void {
    this.lastId = Math.max(this.lastId, ...events.map(({ id }) => id));
    const shown = events.filter(holds);
    if (shown.length === 0 && this.events.length === 0) return;
    this.events = shown;
    this.onChange();
  }

  /** The server runs. */
  follow(): void {
    const { state } = this.dev;
    if (state.kind !== "known" || !existsSync(state.status.layout.log)) return;
    const server = `${state.status.pid} ${state.status.startedAt?.getTime()}`;
    if (server !== this.server) {
      // What another server reported went with its memory; what still holds is reported again.
      if (this.server !== "") this.begin([]);
      this.server = server;
      this.lastId = 0;
      this.soon();
    }
    this.watcher ??= watch(state.status.layout.log, () => this.soon()).on("error", () => this.rest());
  }

  /** The server does not run. What it reported stays known. */
  rest(): void {
    this.watcher?.close();
    this.watcher = undefined;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private soon(): void {
    const delayMs = Math.max(settleMs, this.restsUntil - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, delayMs);
  }

  /** While an operation runs its own report is the better answer. */
  private async read(): Promise<void> {
    if (this.dev.state.busy !== undefined || !isRunning(this.dev.state)) return;
    const after = this.lastId;
    const answer = await this.dev.ask((postgres) => postgres.events(after));
    if (!answer.ok || answer.value.length === 0) this.restsUntil = performance.now() + restMs;
    if (!answer.ok || answer.value.length === 0 || this.lastId !== after) return;
    this.begin([...this.events, ...answer.value]);
  }

  dispose(): void {
    this.rest();
  }
}

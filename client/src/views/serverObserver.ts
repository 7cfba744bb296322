import { EventEmitter, type Disposable } from "vscode";
import type { AddressResolver } from "../../../devpg/src/host/resolveAddresses";
import type { DevFolder } from "../devpg/devFolder";
import { isRunning } from "../devpg/folderState";
import type { DevSnapshot } from "./devNodes";
import { readServer, type ServerContent } from "./readServer";

/** Between two looks at a server that somebody is looking at. */
const periodMs = 1000;

const empty: ServerContent = { databases: [], extensions: {}, allocations: [], workers: [] };

/** Looks at a server once a second while `observe` says so, and keeps what it saw last. */
export class ServerObserver implements Disposable {
  private readonly changes = new EventEmitter<void>();
  readonly onDidChange = this.changes.event;
  /** What was seen last of the server that runs. */
  snapshot: Omit<DevSnapshot, "events"> | undefined;
  /** Databases whose extensions are wanted; the dev database is shown open from the beginning. */
  private readonly opened = new Set<string>();
  private hasOpenedDevDatabase = false;
  private resolver: AddressResolver | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;
  private looking: Promise<void> | undefined;

  constructor(private readonly dev: DevFolder) {}

  /** Whether somebody looks. Nothing is asked otherwise. */
  observe(isWanted: boolean): void {
    if (isWanted === this.isWanted) return;
    this.isWanted = isWanted;
    if (isWanted) void this.look();
    else clearTimeout(this.timer);
  }

  /** Shows the extensions of one more database. */
  openDatabase(name: string): void {
    this.opened.add(name);
    void this.look();
  }

  closeDatabase(name: string): void {
    this.opened.delete(name);
  }

  /** Settles when something has been seen, if somebody wants to see anything. */
  async firstLook(): Promise<void> {
    if (this.snapshot === undefined) await this.looking;
  }

  /** Looks at once. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    clearTimeout(this.timer);
    const snapshot = await this.read();
    if (!this.isWanted) return;
    if (JSON.stringify(snapshot) !== JSON.stringify(this.snapshot)) {
      this.snapshot = snapshot;
      this.changes.fire();
    }
    this.timer = setTimeout(() => void this.look(), periodMs);
  }

  private async read(): Promise<ServerObserver["snapshot"]> {
    const { state } = this.dev;
    if (state.kind !== "known" || !isRunning(state)) return undefined;
    const { status, database } = state;
    if (!this.hasOpenedDevDatabase) this.opened.add(database);
    this.hasOpenedDevDatabase = true;
    const content = await this.dev.ask(async (postgres) =>
      readServer(postgres, this.opened, await this.addressResolver()),
    );
    // During a restart or a reset there is no answer: rather the last one than an empty view for a moment.
    return { ...(content.ok ? content.value : (this.snapshot ?? empty)), status, devDatabase: database };
  }

  /** It remembers what it was asked, so that a place is looked up in the debug information once. */
  private async addressResolver(): Promise<AddressResolver> {
    this.resolver ??= (await import("../../../devpg/src/host/resolveAddresses")).addressResolver();
    return this.resolver;
  }

  dispose(): void {
    this.isWanted = false;
    clearTimeout(this.timer);
    this.changes.dispose();
  }
}

import { EventEmitter, workspace, type Disposable, type WorkspaceFolder } from "vscode";
import type { DevPostgres, DevProblem, DevResult, Run } from "../../../devpg/src/host/devPostgres";
import type { FolderKnowledge, FolderState } from "./folderState";
import { openDevPostgres, type OpenDevPostgres } from "./openDevPostgres";
import { ServerWatch } from "./serverWatch";
import { untrusted } from "./untrusted";

/** What an operation works with. */
export interface Operation<T> {
  /** What it does, for people: `Building`. */
  readonly title: string;
  readonly run: Run;
  readonly body: (dev: OpenDevPostgres, run: Run) => Promise<DevResult<T>>;
}

interface RunningOperation {
  readonly title: string;
  readonly abort: AbortController;
  /** Aborts also when the operation is cancelled from outside. */
  readonly signal: AbortSignal;
  readonly ended: Promise<void>;
}

/** The dev Postgres of one workspace folder, as this window sees it: what is known, and one operation at a time. */
export class DevFolder implements Disposable {
  private readonly changes = new EventEmitter<void>();
  /** Something that `state` tells has changed. */
  readonly onDidChange = this.changes.event;
  private knowledge: FolderKnowledge = { kind: "unknown" };
  private busy: RunningOperation | undefined;
  private opened: Promise<DevResult<OpenDevPostgres>> | undefined;
  private watch: ServerWatch | undefined;
  private looking: Promise<void> | undefined;
  private nextLook: Promise<void> | undefined;
  private isDisposed = false;

  constructor(
    readonly folder: WorkspaceFolder,
    private readonly loaderSource: string,
  ) {}

  get name(): string {
    return this.folder.name;
  }

  get state(): FolderState {
    if (this.busy === undefined) return this.knowledge;
    const { title, signal } = this.busy;
    return { ...this.knowledge, busy: title, isEnding: signal.aborted };
  }

  /** Fails with `workspace-untrusted` and with what is wrong with the settings. */
  async open(): Promise<DevResult<OpenDevPostgres>> {
    if (!workspace.isTrusted) return { ok: false, problem: untrusted };
    this.opened ??= openDevPostgres(this.folder, this.loaderSource);
    return this.opened;
  }

  /** Asks for something that changes nothing. */
  async ask<T>(question: (postgres: DevPostgres) => Promise<DevResult<T>>): Promise<DevResult<T>> {
    const opened = await this.open();
    return opened.ok ? question(opened.value.postgres) : opened;
  }

  /**
   * Does something that changes the server; what is being cancelled is waited for. Fails also with `busy` while another
   * operation of this window runs, and with `cancelled` when `run.signal` aborts or `cancel` is called.
   */
  async operate<T>({ title, run, body }: Operation<T>): Promise<DevResult<T>> {
    while (this.busy?.signal.aborted === true) await this.busy.ended;
    if (this.busy !== undefined) return { ok: false, problem: busyProblem(this.busy.title, this.name) };
    const abort = new AbortController();
    const signal = AbortSignal.any([run.signal, abort.signal]);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.busy = { title, abort, signal, ended };
    signal.addEventListener("abort", () => this.changes.fire(), { once: true });
    this.changes.fire();
    try {
      const opened = await this.open();
      if (!opened.ok) return opened;
      return await body(opened.value, { ...run, signal });
    } finally {
      this.busy = undefined;
      end();
      await this.refresh();
      this.changes.fire();
    }
  }

  /** Ends the operation that runs. */
  cancel(): void {
    this.busy?.abort.abort();
  }

  /** Settings or build files are other ones than before. */
  async reopen(): Promise<void> {
    this.opened = undefined;
    await this.refresh();
  }

  /** Looks at the server again. Calls that come while somebody looks share one more look, which they wait for. */
  async refresh(): Promise<void> {
    if (this.looking === undefined) {
      this.looking = this.look().finally(() => (this.looking = undefined));
      return this.looking;
    }
    this.nextLook ??= this.looking.then(() => {
      this.nextLook = undefined;
      return this.refresh();
    });
    return this.nextLook;
  }

  private async look(): Promise<void> {
    const knowledge = await this.read();
    if (this.isDisposed) return;
    const isOther = JSON.stringify(knowledge) !== JSON.stringify(this.knowledge);
    this.knowledge = knowledge;
    this.follow(knowledge);
    if (isOther) this.changes.fire();
  }

  private async read(): Promise<FolderKnowledge> {
    if (!workspace.isTrusted) return { kind: "unknown" };
    const opened = await this.open();
    if (!opened.ok) return { kind: "unavailable", problem: opened.problem };
    const { postgres } = opened.value;
    const project = await postgres.project();
    if (!project.ok && project.problem.code === "project-missing") return { kind: "no-project" };
    const status = await postgres.status();
    if (!status.ok) return { kind: "unavailable", problem: status.problem };
    return { kind: "known", status: status.value, database: postgres.options.database };
  }

  /** Keeps an eye on the server, so that what other windows and terminals do is seen too. */
  private follow(knowledge: FolderKnowledge): void {
    const status = knowledge.kind === "known" ? knowledge.status : undefined;
    if (this.watch?.dataFolder !== status?.layout.data) {
      this.watch?.dispose();
      this.watch =
        status === undefined ? undefined : new ServerWatch(status.layout.data, () => void this.refresh());
    }
    this.watch?.saw(status);
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancel();
    this.watch?.dispose();
    this.changes.dispose();
  }
}

function busyProblem(title: string, name: string): DevProblem {
  return {
    code: "busy",
    message: `${title} (${name}) has not ended yet`,
    action: "Wait for it or cancel it",
  };
}

import { EventEmitter, type Pseudoterminal, type WorkspaceFolder } from "vscode";
import type { DevResult, Run, Watcher } from "../../../devpg/src/host/devPostgres";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";
import { commandLine } from "../devpg/commandLine";
import type { DevFolder } from "../devpg/devFolder";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { loadDiagnostics } from "../devpg/loadDiagnostics";
import { loadMessage } from "../devpg/loadMessage";
import type { OpenDevPostgres } from "../devpg/openDevPostgres";
import { problemLines } from "../devpg/problemText";

export type TaskKind = "build" | "load";

const bold = "\u001b[1m";
const dim = "\u001b[2m";
const red = "\u001b[31m";
const green = "\u001b[32m";
const plain = "\u001b[0m";

/** The terminal of a task: shows what is done and ends with the task's exit code. Closing it cancels. */
export class TaskTerminal implements Pseudoterminal {
  private readonly writes = new EventEmitter<string>();
  private readonly ends = new EventEmitter<number>();
  private readonly abort = new AbortController();
  readonly onDidWrite = this.writes.event;
  readonly onDidClose = this.ends.event;

  constructor(
    private readonly parts: DevPostgresParts,
    private readonly folder: WorkspaceFolder,
    private readonly kind: TaskKind,
  ) {}

  open(): void {
    void this.perform().then((code) => this.ends.fire(code));
  }

  close(): void {
    this.abort.abort();
  }

  /** Ctrl+C. */
  handleInput(text: string): void {
    if (text === "\u0003") this.abort.abort();
  }

  private async perform(): Promise<number> {
    const dev = this.parts.folders
      .all()
      .find(({ folder }) => folder.uri.toString() === this.folder.uri.toString());
    if (dev === undefined) return this.fail("This folder is not open any more.");
    const run: Run = { signal: this.abort.signal, watcher: this.watcher() };
    const title = this.kind === "build" ? "Building" : "Building and loading";
    const outcome = await dev.operate({ title, run, body: (opened, given) => this.work(dev, opened, given) });
    if (outcome.ok) {
      this.line(`${green}${outcome.value}${plain}`);
      return 0;
    }
    const [first = "", ...rest] = problemLines(outcome.problem);
    for (const line of rest) this.line(line);
    return this.fail(first);
  }

  /** The value is what to say at the end. */
  private async work(
    dev: DevFolder,
    { postgres, existing }: OpenDevPostgres,
    run: Run,
  ): Promise<DevResult<string>> {
    const { diagnostics, events } = this.parts;
    const ended = (found: readonly SourceDiagnostic[]): void =>
      diagnostics.ended(dev, { operation: this.kind, diagnostics: found });
    if (this.kind === "build") {
      const built = await postgres.build(run);
      if (!built.ok && built.problem.code === "cancelled") return built;
      ended(built.ok ? built.value.diagnostics : (built.problem.diagnostics ?? []));
      return built.ok ? { ok: true, value: built.value.upToDate ? "Up to date." : "Built." } : built;
    }
    const began = new Date();
    const loaded = await postgres.load(existing, run);
    if (!loaded.ok && loaded.problem.code === "cancelled") return loaded;
    ended(loadDiagnostics(loaded));
    if (!loaded.ok) return loaded;
    events.loaded(dev, loaded.value, began);
    return { ok: true, value: loadMessage({ ...loaded.value, events: events.of(dev) }) };
  }

  private watcher(): Watcher {
    return {
      step: (title) => this.line(`${bold}${title}${plain}`),
      command: (plan) => this.line(`${dim}$ ${commandLine(plan)}${plain}`),
      output: (text) => this.writes.fire(text.replaceAll(/\r?\n/gu, "\r\n")),
    };
  }

  private fail(text: string): number {
    this.line(`${red}${text}${plain}`);
    return 1;
  }

  private line(text: string): void {
    this.writes.fire(`${text}\r\n`);
  }
}

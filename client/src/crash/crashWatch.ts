import { join } from "node:path";
import { EventEmitter, window, type Disposable, type OutputChannel } from "vscode";
import type { Crash } from "../../../devpg/src/interpret/crash";
import { startDebugging } from "../debugging/debugApi";
import type { DevDiagnostics } from "../devpg/devDiagnostics";
import type { DevFolder } from "../devpg/devFolder";
import type { DevFolders } from "../devpg/devFolders";
import { isRunning } from "../devpg/folderState";
import { showPlace } from "../devpg/showPlace";
import { crashReportLines, crashText } from "./crashText";

/** What the watch says things with. */
export interface CrashParts {
  readonly folders: DevFolders;
  readonly output: OutputChannel;
  readonly diagnostics: DevDiagnostics;
}

/** Notices processes of the dev Postgres that die by a signal, and says where and why. */
export class CrashWatch implements Disposable {
  private readonly crashes = new EventEmitter<{ readonly dev: DevFolder; readonly crash: Crash }>();
  readonly onDidCrash = this.crashes.event;
  private readonly followed = new Map<DevFolder, AbortController>();
  /** Messages that can be seen: a worker that crashes again and again is told once. */
  private readonly shown = new Set<string>();
  private readonly subscription: Disposable;

  constructor(private readonly parts: CrashParts) {
    this.subscription = parts.folders.onDidChange(() => this.update());
  }

  private update(): void {
    const present = this.parts.folders.all();
    for (const [dev, abort] of this.followed) {
      if (present.includes(dev)) continue;
      abort.abort();
      this.followed.delete(dev);
    }
    // Once it ran it is followed on: a crash may end the server itself.
    for (const dev of present) if (isRunning(dev.state) && !this.followed.has(dev)) void this.follow(dev);
  }

  private async follow(dev: DevFolder): Promise<void> {
    const abort = new AbortController();
    this.followed.set(dev, abort);
    const followed = await dev.ask((postgres) =>
      postgres.followCrashes((crash) => void this.tell(dev, crash), abort.signal),
    );
    // Another time, when the server runs again.
    if (!followed.ok && this.followed.get(dev) === abort) this.followed.delete(dev);
  }

  private async tell(dev: DevFolder, crash: Crash): Promise<void> {
    const { output, diagnostics } = this.parts;
    for (const line of crashReportLines(crash)) output.appendLine(line);
    output.appendLine("");
    if (crash.diagnostic !== undefined) diagnostics.crashed(dev, crash.diagnostic);
    this.crashes.fire({ dev, crash });
    // What runs in this window says itself how it failed.
    if (dev.state.busy !== undefined) return;
    const { signal, frames, diagnostic } = crash;
    const key = JSON.stringify([
      dev.name,
      signal,
      frames[0]?.function,
      diagnostic?.path,
      diagnostic?.start.line,
    ]);
    if (this.shown.has(key)) return;
    this.shown.add(key);
    const actions = this.actionsFor(dev, crash);
    const chosen = await window.showErrorMessage(crashText(crash), ...Object.keys(actions));
    this.shown.delete(key);
    if (chosen !== undefined) await actions[chosen]?.();
  }

  private actionsFor(dev: DevFolder, { diagnostic, core }: Crash): Readonly<Record<string, () => unknown>> {
    return {
      ...(diagnostic === undefined ? {} : { "Go to Line": () => showPlace(diagnostic) }),
      "Show Backtrace": () => this.parts.output.show(true),
      ...(core === undefined ? {} : { "Open Core Dump in Debugger": () => openCore(dev, core) }),
    };
  }

  dispose(): void {
    this.subscription.dispose();
    for (const abort of this.followed.values()) abort.abort();
    this.followed.clear();
    this.crashes.dispose();
  }
}

async function openCore(dev: DevFolder, file: string): Promise<void> {
  if (dev.state.kind !== "known") return;
  const program = join(dev.state.status.installation.bindir, "postgres");
  await startDebugging(dev, { target: { kind: "core", file, program }, title: "Core Dump", load: false });
}

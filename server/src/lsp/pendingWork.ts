import type { Log } from "./log";

/** Work that has begun and not ended: reading files, asking for settings. A failure is logged and ends that work only. */
export class PendingWork {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly log: Log) {}

  start(what: string, work: () => Promise<void>): void {
    const running: Promise<void> = work()
      .catch((error: unknown) => this.log.failure(what, error))
      .finally(() => this.running.delete(running));
    this.running.add(running);
  }

  get isRunning(): boolean {
    return this.running.size > 0;
  }

  /** Resolves when nothing is running, also nothing that what ran has started. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}

/** Crashes within one period after which a server is not started again by itself. */
const toleratedCrashes = 4;

const periodMs = 3 * 60_000;

/** Decides whether a crashed server is started again: a few times, but not for ever. */
export class RestartPolicy {
  private crashesMs: number[] = [];

  /** Notes a crash at the time `nowMs`. Returns whether to start again. */
  allowsRestart(nowMs: number): boolean {
    this.crashesMs = [...this.crashesMs.filter((crashMs) => nowMs - crashMs < periodMs), nowMs];
    return this.crashesMs.length <= toleratedCrashes;
  }

  /** The user has started the server: earlier crashes do not count any more. */
  reset(): void {
    this.crashesMs = [];
  }
}

/** Longest wait for a pause in the typing, in milliseconds: after it the analysis runs between two keys. */
const longestWaitMs = 1000;

/**
 * Decides when to analyse: after a pause of `debounceMs`, or with 0 in the same turn of the event loop, once the
 * changes that arrived together are applied.
 */
export class Scheduler {
  private timer: NodeJS.Timeout | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private requestedMs = 0;
  private isRequested = false;
  /** Grows with each request: tells whether more came in since. */
  private generation = 0;

  constructor(
    private readonly analyze: () => void,
    private readonly debounceMs: () => number,
  ) {}

  request(): void {
    this.generation++;
    const debounceMs = this.debounceMs();
    const nowMs = performance.now();
    if (!this.isRequested) this.requestedMs = nowMs;
    this.isRequested = true;
    if (debounceMs <= 0) this.armImmediate();
    else {
      clearTimeout(this.timer);
      const waitedMs = nowMs - this.requestedMs;
      const longestMs = Math.max(longestWaitMs, debounceMs);
      this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(debounceMs, longestMs - waitedMs)));
    }
  }

  /** Analyses now when something was requested. */
  flush(): void {
    clearTimeout(this.timer);
    if (this.immediate !== undefined) clearImmediate(this.immediate);
    this.timer = undefined;
    this.immediate = undefined;
    if (!this.isRequested) return;
    this.isRequested = false;
    this.analyze();
  }

  /**
   * Messages that arrived in one piece are handled one per turn, so the analysis waits until a turn has passed
   * that brought no further change.
   */
  private armImmediate(): void {
    if (this.immediate !== undefined) return;
    const generation = this.generation;
    this.immediate = setImmediate(() => {
      this.immediate = setImmediate(() => {
        this.immediate = undefined;
        if (this.generation === generation) this.flush();
        else this.armImmediate();
      });
    });
  }
}

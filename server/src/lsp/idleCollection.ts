/** Without a pause in the typing, memory is collected between two keys when it has grown by this much. */
const urgentBytes = 200e6;

/** Growth that is worth a collection when nobody types. */
const worthwhileBytes = 15e6;

/** Analyses between two looks at the memory while somebody types: a look takes up to a millisecond. */
const analysesPerLook = 50;

/** Nobody has typed for this long: a moment later a pause of some 0.3 s is not noticed. */
const idleMs = 1000;

/** Until native memory is given back. */
const settleMs = 50;

export interface Memory {
  /** Resident bytes of the process. */
  usedBytes(): number;
  collect(): void;
}

/**
 * Gives memory back when nothing happens. An edit of a large file leaves its texts and trees behind, about a megabyte;
 * V8 would let hundreds of them pile up in a large workspace before it looks, and a collection after each edit would
 * keep the next key waiting.
 */
export class IdleCollection {
  private lowestBytes: number;
  private timer: NodeJS.Timeout | undefined;
  private analyses = 0;

  constructor(private readonly memory: Memory) {
    this.lowestBytes = memory.usedBytes();
  }

  /** To be called after every analysis. */
  touch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.collectFrom(worthwhileBytes), idleMs).unref();
    if (++this.analyses % analysesPerLook === 0) this.collectFrom(urgentBytes);
  }

  /** Collects when memory has grown by so much. */
  private collectFrom(bytes: number): void {
    const usedBytes = this.memory.usedBytes();
    this.lowestBytes = Math.min(this.lowestBytes, usedBytes);
    if (usedBytes - this.lowestBytes < bytes) return;
    this.memory.collect();
    this.lowestBytes = this.memory.usedBytes();
    // Native memory goes in a later turn of the event loop: what is used then is less, and counts from then on.
    setTimeout(
      () => (this.lowestBytes = Math.min(this.lowestBytes, this.memory.usedBytes())),
      settleMs,
    ).unref();
  }
}

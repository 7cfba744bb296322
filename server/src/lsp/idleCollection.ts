/** Without a pause in the typing, memory is collected between two keys when it has grown by this much. */
const urgentBytes = 200e6;

/** Growth that is worth a collection when nobody types. */
const worthwhileBytes = 15e6;

/** Nobody has typed for this long: a moment later a pause of some 0.3 s is not noticed. */
const idleMs = 1000;

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

  constructor(private readonly memory: Memory) {
    this.lowestBytes = memory.usedBytes();
  }

  /** To be called after every analysis. */
  touch(): void {
    clearTimeout(this.timer);
    const usedBytes = this.memory.usedBytes();
    this.lowestBytes = Math.min(this.lowestBytes, usedBytes);
    const grownBytes = usedBytes - this.lowestBytes;
    if (grownBytes >= urgentBytes) this.collect();
    else if (grownBytes >= worthwhileBytes) this.timer = setTimeout(() => this.collect(), idleMs).unref();
  }

  private collect(): void {
    this.memory.collect();
    // Native memory goes in a later turn of the event loop: what is used then is less, and counts from then on.
    this.lowestBytes = this.memory.usedBytes();
  }
}

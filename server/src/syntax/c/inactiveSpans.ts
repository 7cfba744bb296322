import type { Span } from "../../base/span";
import type { InactiveRegion } from "./source";

const none: readonly Span[] = [];

/** Cuts out and shifts what lies in a chunk. Chunks are asked for in order. */
export class InactiveSpans {
  private next = 0;

  constructor(private readonly regions: readonly InactiveRegion[]) {}

  within(start: number, end: number): readonly Span[] {
    const { regions } = this;
    while (this.next < regions.length && regions[this.next]!.end <= start) this.next++;
    if (this.next === regions.length || regions[this.next]!.start >= end) return none;
    const spans: Span[] = [];
    for (let index = this.next; index < regions.length && regions[index]!.start < end; index++) {
      const region = regions[index]!;
      spans.push({ start: Math.max(region.start, start) - start, end: Math.min(region.end, end) - start });
    }
    return spans;
  }
}

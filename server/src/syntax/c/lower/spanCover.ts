import type { Span } from "../../../base/span";

/** Answers whether one of many spans covers another, without looking at each. */
export class SpanCover {
  private readonly starts: Int32Array;
  /** The largest end of the spans up to and including one. */
  private readonly ends: Int32Array;

  constructor(spans: readonly Span[]) {
    const sorted = [...spans].sort((a, b) => a.start - b.start);
    this.starts = Int32Array.from(sorted, (span) => span.start);
    let end = -1;
    this.ends = Int32Array.from(sorted, (span) => (end = Math.max(end, span.end)));
  }

  covers(span: Span): boolean {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= span.start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && this.ends[low - 1]! >= span.end;
  }
}

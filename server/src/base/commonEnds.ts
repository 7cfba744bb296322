/** How much of two texts is the same, in UTF-16 units. What both ends could claim belongs to the first. */
export interface CommonEnds {
  readonly start: number;
  readonly end: number;
}

/** What two texts have in common at their starts and at their ends. Nearly free for texts that differ in one place. */
export function commonEnds(a: string, b: string): CommonEnds {
  const start = commonStart(a, b);
  return { start, end: commonEnd(a, b, Math.min(a.length, b.length) - start) };
}

/** Parts of this length are compared at once: that is a comparison of memory. */
const step = 4096;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same + step <= most && a.slice(same, same + step) === b.slice(same, same + step)) same += step;
  while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  return same;
}

function commonEnd(a: string, b: string, most: number): number {
  let same = 0;
  while (same + step <= most && partBefore(a, same) === partBefore(b, same)) same += step;
  while (same < most && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  return same;
}

function partBefore(text: string, rest: number): string {
  return text.slice(text.length - rest - step, text.length - rest);
}

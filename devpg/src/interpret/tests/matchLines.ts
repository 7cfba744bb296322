/** More cells than this are not compared one with another. */
const mostCells = 4_000_000;

/**
 * Pairs equal lines of two texts, in order, as a diff does: for each line of `b` the index of its line in `a`, or -1.
 * Lines that occur once in both hold the rest together.
 */
export function matchLines(a: readonly string[], b: readonly string[]): Int32Array {
  const matched = new Int32Array(b.length).fill(-1);
  const work = [{ aLow: 0, aHigh: a.length, bLow: 0, bHigh: b.length }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) work.push(...step(a, b, next, matched));
  return matched;
}

/** Parts of both texts: from (inclusive) and to (exclusive). */
interface Region {
  readonly aLow: number;
  readonly aHigh: number;
  readonly bLow: number;
  readonly bHigh: number;
}

function step(a: readonly string[], b: readonly string[], region: Region, matched: Int32Array): Region[] {
  let { aLow, aHigh, bLow, bHigh } = region;
  for (; aLow < aHigh && bLow < bHigh && a[aLow] === b[bLow]; aLow++, bLow++) matched[bLow] = aLow;
  for (; aLow < aHigh && bLow < bHigh && a[aHigh - 1] === b[bHigh - 1]; aHigh--, bHigh--)
    matched[bHigh - 1] = aHigh - 1;
  if (aLow === aHigh || bLow === bHigh) return [];
  const rest = { aLow, aHigh, bLow, bHigh };
  const anchors = commonOnce(a, b, rest);
  if (anchors.length === 0) {
    matchAll(a, b, rest, matched);
    return [];
  }
  const regions: Region[] = [];
  let before = { a: aLow, b: bLow };
  for (const anchor of anchors) {
    matched[anchor.b] = anchor.a;
    regions.push({ aLow: before.a, aHigh: anchor.a, bLow: before.b, bHigh: anchor.b });
    before = { a: anchor.a + 1, b: anchor.b + 1 };
  }
  regions.push({ aLow: before.a, aHigh, bLow: before.b, bHigh });
  return regions;
}

interface Pair {
  readonly a: number;
  readonly b: number;
}

/** The longest row of lines that occur once on both sides and stand in the same order. */
function commonOnce(a: readonly string[], b: readonly string[], region: Region): Pair[] {
  const placeInA = once(a, region.aLow, region.aHigh);
  const pairs: Pair[] = [];
  for (const [line, at] of once(b, region.bLow, region.bHigh)) {
    const other = placeInA.get(line);
    if (other !== undefined && other >= 0 && at >= 0) pairs.push({ a: other, b: at });
  }
  pairs.sort((x, y) => x.b - y.b);
  return longestRising(pairs);
}

/** By line: where it is, or -1 when it is there more than once. */
function once(lines: readonly string[], low: number, high: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = low; at < high; at++) places.set(lines[at]!, places.has(lines[at]!) ? -1 : at);
  return places;
}

function longestRising(pairs: readonly Pair[]): Pair[] {
  const ends: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach((pair, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]!.a < pair.a) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = at;
  });
  const row: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) row.push(pairs[at]!);
  return row.reverse();
}

/** The longest common row where lines repeat; in regions too large for that, the first that comes. */
function matchAll(a: readonly string[], b: readonly string[], region: Region, matched: Int32Array): void {
  const { aLow, aHigh, bLow, bHigh } = region;
  const rows = aHigh - aLow;
  const columns = bHigh - bLow;
  if (rows * columns > mostCells) {
    let next = aLow;
    for (let at = bLow; at < bHigh && next < aHigh; at++) if (a[next] === b[at]) matched[at] = next++;
    return;
  }
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[aLow + i] === b[bLow + j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[aLow + i] === b[bLow + j]) matched[bLow + j++] = aLow + i++;
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
}

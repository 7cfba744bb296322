/** Uses of memory after its end, one group per fault: whoever mends the first use mends the others of the group. */
import { compareSites, sameSite } from "../../base/span";
import type { EndStory, RegionTrace, UseAfterEnd } from "../../flow/regions/regionEvent";

export interface UseGroup {
  /** The use that the finding stands at: the first that hands the memory out, else the first. */
  readonly main: UseAfterEnd;
  /** The others, in the order of the code. */
  readonly others: readonly UseAfterEnd[];
  /** The memory leaves the function, by `return` or through an out-parameter. */
  readonly leaves: boolean;
}

/** Groups the uses of memory that ended in one of the ways `hows`: by what was allocated, and by what ended it. */
export function usesAfterEnd(trace: RegionTrace, hows: readonly EndStory["how"][]): readonly UseGroup[] {
  const groups = new Map<string, UseAfterEnd[]>();
  for (const event of trace.events) {
    if (event.kind !== "useAfterEnd" || !hows.includes(event.end.how)) continue;
    if (isToldByResult(trace, event)) continue;
    const key = keyOf(event);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups.values()].map((uses) => {
    const sorted = uses.sort((a, b) => compareSites(a.site, b.site));
    const leaving = sorted.find(leavesFunction);
    const main = leaving ?? sorted[0]!;
    return { main, others: sorted.filter((use) => use !== main), leaves: leaving !== undefined };
  });
}

/** The new pointer was thrown away: that is the fault (region-transfer-discarded), the use of the old one its consequence. */
function isToldByResult(trace: RegionTrace, { value, site, end }: UseAfterEnd): boolean {
  return trace.events.some((event) => {
    if (event.kind !== "resultDiscarded" || event.site.path !== site.path) return false;
    return (
      sameSite(event.site, end.at) || (event.argument?.text === value.text && event.site.end <= site.start)
    );
  });
}

function leavesFunction({ use }: UseAfterEnd): boolean {
  return use === "returned" || use === "handedOut";
}

/** An alias is the same fault, the same variable allocated elsewhere is another. */
function keyOf({ value, end }: UseAfterEnd): string {
  const origin = value.allocatedAt
    ? `${value.allocatedAt.path}:${value.allocatedAt.start}:${value.allocatedAt.end}`
    : value.text;
  return `${end.at.path}:${end.at.start}|${origin}`;
}

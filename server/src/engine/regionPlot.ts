/** The memory regions of one function, laid out to be drawn: one column for each region, one row for each thing that happens. */
import type { Site, Span } from "../base/span";
import type { RegionStory, RegionTimeline, TimelineEntry } from "../flow/regions/regionEvent";

export interface RegionPlot {
  readonly name: string;
  readonly path: string;
  /** The whole function, in its file. */
  readonly span: Span;
  readonly regions: readonly PlottedRegion[];
  /** In the order of the code. */
  readonly rows: readonly PlotRow[];
}

export interface PlottedRegion {
  readonly name: string;
  readonly kind: RegionStory["kind"];
}

export interface PlotRow {
  readonly site: Site;
  /** The region that something happens to, by its number. */
  readonly region: number;
  readonly mark: PlotMark;
  /** What happens, as a phrase: `name is allocated in SPI region #1`. */
  readonly note: string;
  /** For each region whether it lives once this has happened, as far as the order of the code tells. */
  readonly lives: readonly boolean[];
  /** The region in which memory is allocated from here on. */
  readonly current: number;
}

export type PlotMark = TimelineEntry["kind"] | "usedAfterEnd";

export function plotRegions(
  fn: { readonly name: string; readonly path: string; readonly base: number; readonly text: string },
  timeline: RegionTimeline,
): RegionPlot {
  const state = new PlotState(timeline);
  const rows = timeline.entries.map((entry) => state.rowOf(entry));
  return {
    name: fn.name,
    path: fn.path,
    span: { start: fn.base, end: fn.base + fn.text.length },
    regions: timeline.regions.map(({ name, kind }) => ({ name, kind })),
    rows,
  };
}

/** Follows the entries in the order of the code; branches and loops are not followed. */
class PlotState {
  private readonly lives: boolean[];
  private current = 0;
  /** What was current before each region that opening makes current. */
  private readonly before = new Map<number, number>();

  constructor(private readonly timeline: RegionTimeline) {
    const opened = new Set(timeline.entries.flatMap((one) => (one.kind === "opened" ? one.region : [])));
    this.lives = timeline.regions.map((_, region) => !opened.has(region));
  }

  rowOf(entry: TimelineEntry): PlotRow {
    const { region, kind, site } = entry;
    const mark = kind === "used" && this.lives[region] === false ? "usedAfterEnd" : kind;
    this.apply(entry);
    const { path, start, end } = site;
    const note = this.noteOf(entry, mark);
    return { site: { path, start, end }, region, mark, note, lives: [...this.lives], current: this.current };
  }

  private apply({ kind, region }: TimelineEntry): void {
    const isSpi = this.timeline.regions[region]?.kind === "spi";
    if (kind === "opened") {
      this.lives[region] = true;
      if (isSpi) this.enter(region);
    } else if (kind === "closed") {
      this.end(region);
      if (isSpi) this.current = this.before.get(region) ?? 0;
    } else if (kind === "reset") this.endChildren(region);
    else if (kind === "switchedTo") this.current = region;
  }

  private enter(region: number): void {
    this.before.set(region, this.current);
    this.current = region;
  }

  private end(region: number): void {
    this.lives[region] = false;
    this.endChildren(region);
  }

  private endChildren(region: number): void {
    for (const [child, { parent }] of this.timeline.regions.entries())
      if (parent === region && child !== region && this.lives[child] === true) this.end(child);
  }

  private noteOf(entry: TimelineEntry, mark: PlotMark): string {
    const name = this.timeline.regions[entry.region]?.name ?? "";
    const variable = "variable" in entry ? entry.variable : undefined;
    switch (mark) {
      case "opened":
        return `opens ${name}`;
      case "closed":
        return `ends ${name}`;
      case "reset":
        return `empties ${name}`;
      case "switchedTo":
        return `${name} is current`;
      case "allocated":
        return variable === undefined ? `allocates in ${name}` : `${variable} is allocated in ${name}`;
      case "used":
        return variable === undefined ? `uses memory of ${name}` : `${variable} is used`;
      case "usedAfterEnd":
        return `${variable ?? "memory"} is used after the end of ${name}`;
      case "freed":
        return `${variable ?? "memory"} is freed`;
    }
  }
}

import type { Span } from "../../base/span";
import { mayConcernRegions } from "../../flow/regions/mayConcernRegions";
import type { RegionTimeline, TimelineEntry } from "../../flow/regions/regionEvent";
import { regionTimelineOf } from "../../flow/regions/regionTimeline";
import type { EditorWorkspace } from "../editorWorkspace";
import type { Hint } from "../listHints";

/** A region that is only known to be some context tells nothing. */
const namelessRegion = /^(?:a|another|some|an unknown) context$/u;

/**
 * Which memory context a piece of code works in, where the code itself does not say it: what SPI opens and ends,
 * what a switch leads back to, and what is allocated elsewhere than in the caller's context.
 */
export function listRegionHints(workspace: EditorWorkspace, path: string, range: Span): readonly Hint[] {
  const program = workspace.index.programFor(path);
  const functions = program?.functions.filter(
    ({ path: own, base, text }) => own === path && base <= range.end && range.start <= base + text.length,
  );
  const text = workspace.text(path) ?? "";
  return (functions ?? []).flatMap((fn) => {
    if (!program || !mayConcernRegions(program, fn)) return [];
    const timeline = regionTimelineOf(program, fn);
    const byOffset = new Map<number, string>();
    for (const entry of timeline.entries) {
      const { start, end } = entry.site;
      if (entry.site.path !== path || end < range.start || range.end < start) continue;
      const label = labelOf(entry, timeline, text.slice(start, end));
      if (label !== undefined && !byOffset.has(end)) byOffset.set(end, label);
    }
    return [...byOffset].map(([offset, label]) => ({ offset, label }));
  });
}

function labelOf(
  { kind, region }: TimelineEntry,
  { regions }: RegionTimeline,
  code: string,
): string | undefined {
  const story = regions[region];
  if (!story || namelessRegion.test(story.name)) return undefined;
  const isWritten = code.includes(story.name);
  switch (kind) {
    case "opened":
      return story.kind === "spi" ? `→ ${story.name}` : undefined;
    case "closed":
      return story.kind === "spi" ? `ends ${story.name}` : undefined;
    case "switchedTo":
      return isWritten ? undefined : `→ ${story.name}`;
    case "allocated":
      return isWritten || !isTelling(story.kind) ? undefined : `→ ${story.name}`;
    case "reset":
    case "used":
    case "freed":
      return undefined;
  }
}

/** What is allocated in the caller's context is what everybody expects; `malloc` and `ShmemInitStruct` say it themselves. */
function isTelling(kind: RegionTimeline["regions"][number]["kind"]): boolean {
  return kind === "spi" || kind === "created" || kind === "wellKnown" || kind === "given";
}

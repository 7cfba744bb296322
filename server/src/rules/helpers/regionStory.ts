/** How a finding about memory tells its story: the places that take part, in the order in which things happen. */
import type { RelatedPlace } from "../../base/finding";
import { sameSite, type Site } from "../../base/span";
import type { EndStory, RegionStory, ValueStory } from "../../flow/regions/regionEvent";

export interface StoryParts {
  /** The memory that it is about. Its region is opened first, and it is allocated there. */
  readonly value?: ValueStory;
  /** What ends the memory. */
  readonly end?: EndStory;
  /** What happens at the place of the finding itself. */
  readonly last: RelatedPlace;
  /** Further places, after the last. */
  readonly also?: readonly RelatedPlace[];
}

/** Opened, allocated, closed, used: each with its place. */
export function regionStory({ value, end, last, also = [] }: StoryParts): readonly RelatedPlace[] {
  return withoutRepeats([...beginning(value), ...ending(end, value), last], also);
}

/** Opened, allocated, kept in a place that others reach, closed: the fault is in what the place still holds then. */
export function keptStory(value: ValueStory, kept: RelatedPlace, end?: EndStory): readonly RelatedPlace[] {
  return withoutRepeats([...beginning(value), kept], ending(end, value));
}

function beginning(value: ValueStory | undefined): readonly RelatedPlace[] {
  const { region, allocatedAt } = value ?? {};
  return [
    ...(region?.openedAt ? [{ site: region.openedAt, message: openedText(region) }] : []),
    ...(allocatedAt ? [{ site: allocatedAt, message: allocatedText(value) }] : []),
  ];
}

function ending(end: EndStory | undefined, value: ValueStory | undefined): readonly RelatedPlace[] {
  if (!end) return [];
  return [
    { site: end.at, message: endedText(end, value?.region) },
    ...(end.insideAt ? [{ site: end.insideAt, message: `inside ${end.callee}, here` }] : []),
  ];
}

/** A place is told once; when several things happen there, the last of `main` counts. */
function withoutRepeats(
  main: readonly RelatedPlace[],
  after: readonly RelatedPlace[],
): readonly RelatedPlace[] {
  const isTold = (list: readonly RelatedPlace[], site: Site): boolean =>
    list.some((place) => sameSite(place.site, site));
  const told = main.filter(({ site }, i) => !isTold(main.slice(i + 1), site));
  return [...told, ...after.filter(({ site }, i) => !isTold([...told, ...after.slice(0, i)], site))];
}

function openedText(region: RegionStory | undefined): string {
  return region?.kind === "pin" ? `${region.name} is taken here` : `${region?.name ?? ""} is opened here`;
}

function allocatedText(value: ValueStory | undefined): string {
  const by = value?.allocator === undefined ? "" : ` by ${value.allocator}`;
  const where = value?.region && isContext(value.region) ? ` in ${value.region.name}` : "";
  return `allocated here${by}${where}`;
}

function endedText(end: EndStory, region: RegionStory | undefined): string {
  const name = region && isContext(region) ? region.name : "the memory";
  switch (end.how) {
    case "spiFinish":
    case "contextDelete":
      return `${name} is closed here by ${end.callee}`;
    case "contextReset":
      return `${name} is emptied here by ${end.callee}`;
    case "free":
      return `freed here by ${end.callee}`;
    case "release":
      return `released here by ${end.callee}`;
    case "consumed":
      return `given to ${end.callee} here, which may move it`;
  }
}

/** Memory that ends as a whole when a context does. */
export function isContext({ kind }: RegionStory): boolean {
  return kind === "entry" || kind === "spi" || kind === "created" || kind === "wellKnown" || kind === "given";
}

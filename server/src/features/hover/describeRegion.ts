import type { Site } from "../../base/span";
import type { EndStory } from "../../flow/regions/regionEvent";
import { regionAt } from "../../flow/regions/regionAt";
import { describePlace } from "../describePlace";
import type { EditorWorkspace } from "../editorWorkspace";
import { functionAt } from "../regions/functionAt";

/** In which memory context the value of a variable is at this place, and what ends it; undefined when nobody knows. */
export function describeRegion(workspace: EditorWorkspace, path: string, offset: number): string | undefined {
  const found = functionAt(workspace, path, offset);
  const at = found && regionAt(found.program, found.fn, offset);
  if (!at) return undefined;
  const { value, ended, ends } = at;
  const { region, allocator, allocatedAt } = value;
  const lineOf = (site: Site): string =>
    site.path === path
      ? `line ${describePlace(workspace, site).split(":").at(-1)!}`
      : describePlace(workspace, site);
  const by = allocator === undefined ? "" : ` by \`${allocator}\``;
  const where = allocatedAt === undefined ? "" : `, ${lineOf(allocatedAt)}`;
  const inRegion = region === undefined ? "" : ` in ${region.name}`;
  if (inRegion === "" && !ended) return undefined;
  const origin =
    allocatedAt === undefined && by === "" ? `is${inRegion}` : `was allocated${inRegion}${by}${where}`;
  const end = (story: EndStory): string => `\`${story.callee}\` (${lineOf(story.at)})`;
  const life = ended
    ? `**It is gone here**: ${end(ended)} has ended it.`
    : ends.length > 0
      ? `It lives until ${[...new Set(ends.map(end))].join(" or ")}.`
      : "";
  return [`**Memory**: \`${value.text}\` ${origin}.`, life].filter((part) => part !== "").join(" ");
}

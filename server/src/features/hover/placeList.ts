import type { Occurrence } from "../../index/entities/entity";
import { describePlace, functionAround } from "../describePlace";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf } from "../findDefinitions";

/** `- verb place, in function`, at most a few. */
export function placeList(
  workspace: EditorWorkspace,
  occurrences: readonly Occurrence[],
  verb: string,
  most = 6,
): readonly string[] {
  const lines = occurrences.slice(0, most).map((occurrence) => {
    const site = siteOf(occurrence);
    const inside = functionAround(workspace, site);
    return `- ${verb} ${describePlace(workspace, site)}${inside === undefined ? "" : ` in \`${inside}\``}`;
  });
  const more = occurrences.length - most;
  return more > 0 ? [...lines, `- and ${more} more`] : lines;
}

import type { Span } from "../base/span";
import type { EditorWorkspace } from "./editorWorkspace";
import { entitiesAt, isOwner } from "./occurrencesAt";

export interface Highlight {
  readonly span: Span;
  /** `text`: the name is merely spelled there. */
  readonly kind: "read" | "write" | "text";
}

/** The places in one file where the name at an offset occurs. */
export function findHighlights(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Highlight[] {
  const { entities } = workspace.index;
  const here = entitiesAt(workspace, path, offset).flatMap((entity) =>
    entities.occurrencesOf(entity).filter((occurrence) => occurrence.path === path),
  );
  const highlights = new Map<string, Highlight>();
  for (const occurrence of here) {
    const { span, role } = occurrence;
    if (span.start === span.end) continue;
    const kind = isOwner(occurrence) || role === "set" ? "write" : role === "spell" ? "text" : "read";
    const key = `${span.start}-${span.end}`;
    if (!highlights.has(key) || kind === "write") highlights.set(key, { span, kind });
  }
  return [...highlights.values()];
}

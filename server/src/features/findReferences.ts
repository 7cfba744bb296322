import type { Site } from "../base/span";
import type { EditorWorkspace } from "./editorWorkspace";
import { distinctSites, siteOf } from "./findDefinitions";
import { entitiesAt, isOwner } from "./occurrencesAt";

export interface ReferenceOptions {
  readonly withDeclarations: boolean;
}

/** Every place where the name at an offset occurs, in whatever language. */
export function findReferences(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
  { withDeclarations }: ReferenceOptions,
): readonly Site[] {
  const { entities } = workspace.index;
  const found = entitiesAt(workspace, path, offset).flatMap((entity) => entities.occurrencesOf(entity));
  const wanted = found.filter(
    (occurrence) => withDeclarations || !(isOwner(occurrence) || occurrence.role === "declare"),
  );
  return distinctSites(wanted.map(siteOf));
}

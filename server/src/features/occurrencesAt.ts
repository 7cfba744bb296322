import { entityKey, type Entity, type Occurrence, type OccurrenceRole } from "../index/entities/entity";
import type { EditorWorkspace } from "./editorWorkspace";

/** What stands at an offset: of the names whose places overlap there those with the narrowest place. */
export function occurrencesAt(
  { index }: EditorWorkspace,
  path: string,
  offset: number,
): readonly Occurrence[] {
  const found = index.entities.entitiesAt(path, offset);
  const width = ({ span }: Occurrence): number => span.end - span.start;
  return found.filter((occurrence) => width(occurrence) === width(found[0]!));
}

/** The things that have a name at an offset, each once. */
export function entitiesAt(workspace: EditorWorkspace, path: string, offset: number): readonly Entity[] {
  const entities = new Map<string, Entity>();
  for (const { entity } of occurrencesAt(workspace, path, offset)) entities.set(entityKey(entity), entity);
  return [...entities.values()];
}

const owningRoles: ReadonlySet<OccurrenceRole> = new Set([
  "define",
  "allocate",
  "register",
  "request",
] satisfies OccurrenceRole[]);

/** The place brings the thing into being: what "go to definition" leads to. */
export function isOwner({ role }: Occurrence): boolean {
  return owningRoles.has(role);
}

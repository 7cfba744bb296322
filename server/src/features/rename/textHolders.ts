import { sameSite, type Site } from "../../base/span";
import type { TextPiece } from "../../flow/evaluate/value";
import { entityKey, type Entity, type EntityKind, type Occurrence } from "../../index/entities/entity";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf } from "../findDefinitions";

/** A place where a name is used, and the pieces of text that it is made of there. */
export interface TextUse {
  readonly occurrence: Occurrence;
  readonly pieces: readonly TextPiece[];
}

/** The uses of an entity whose name is a text of the program. */
export function textUses(workspace: EditorWorkspace, entity: Entity): readonly TextUse[] {
  return workspace.index.entities.occurrencesOf(entity).flatMap((occurrence): TextUse[] => {
    const { form, pieces, role } = occurrence;
    if (form === "literal")
      return [{ occurrence, pieces: [{ text: entity.name, literal: siteOf(occurrence) }] }];
    if (form === "name" || role === "spell") return [];
    return [{ occurrence, pieces: pieces ?? [] }];
  });
}

const textKinds: readonly EntityKind[] = [
  "shmemName",
  "worker",
  "guc",
  "lwlockTranche",
  "shmemStruct",
  "dsmSegment",
  "cFunction",
  "library",
];

/** Other names that the literal at a site is a part of. */
export function othersWith(workspace: EditorWorkspace, entity: Entity, literal: Site): readonly Entity[] {
  const { entities } = workspace.index;
  const own = entityKey(entity);
  return textKinds
    .flatMap((kind) => (kind === "cFunction" ? linkedFunctions(workspace) : entities.ofKind(kind)))
    .filter(
      (other) =>
        entityKey(other) !== own &&
        textUses(workspace, other).some(({ pieces }) =>
          pieces.some((piece) => piece.literal && sameSite(piece.literal, literal)),
        ),
    );
}

function linkedFunctions({ index }: EditorWorkspace): readonly Entity[] {
  const linked = index.entities.links.flatMap(({ to }) => (to.kind === "cFunction" ? to : []));
  return [...new Map(linked.map((entity) => [entityKey(entity), entity])).values()];
}

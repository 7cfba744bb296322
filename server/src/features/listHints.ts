import type { Span } from "../base/span";
import type { EntityKind, Occurrence } from "../index/entities/entity";
import type { EditorWorkspace } from "./editorWorkspace";
import { allocationsOf, scopeOf } from "./hover/describeShmem";
import { listRegionHints } from "./regions/listRegionHints";

/** A text behind a piece of code. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
}

export interface HintSettings {
  /** The text of a name that a macro, a variable or a concatenation stands for. */
  readonly names: boolean;
  /** Behind a look-up whether there is one memory or one for each database. */
  readonly scopes: boolean;
  /** Which memory context code works in where it does not say so itself. */
  readonly regions: boolean;
}

const namedKinds: ReadonlySet<EntityKind> = new Set<EntityKind>([
  "shmemName",
  "guc",
  "lwlockTranche",
  "shmemStruct",
  "dsmSegment",
]);

/** What a part of a C file does not show of its names. */
export function listHints(
  workspace: EditorWorkspace,
  path: string,
  range: Span,
  settings: HintSettings,
): readonly Hint[] {
  const named = settings.names || settings.scopes ? listNameHints(workspace, path, range, settings) : [];
  return settings.regions ? [...named, ...listRegionHints(workspace, path, range)] : named;
}

function listNameHints(
  workspace: EditorWorkspace,
  path: string,
  range: Span,
  settings: HintSettings,
): readonly Hint[] {
  const bySpan = new Map<number, Occurrence[]>();
  for (const occurrence of workspace.index.entities.occurrencesIn(path)) {
    const { entity, span, role } = occurrence;
    const isHere = span.start <= range.end && range.start <= span.end;
    if (isHere && namedKinds.has(entity.kind) && role !== "spell")
      bySpan.set(span.end, [...(bySpan.get(span.end) ?? []), occurrence]);
  }
  return [...bySpan].flatMap(([offset, occurrences]): Hint[] => {
    const label = [
      ...(settings.names ? nameLabel(occurrences) : []),
      ...(settings.scopes ? scopeLabel(workspace, occurrences) : []),
    ].join(", ");
    return label === "" ? [] : [{ offset, label }];
  });
}

/** In a loop over a table one argument is several names. */
function nameLabel(occurrences: readonly Occurrence[]): readonly string[] {
  const names = [
    ...new Set(occurrences.filter(({ form }) => form === "expression").map(({ entity }) => entity.name)),
  ];
  const shown = names.slice(0, 2).map((name) => JSON.stringify(name));
  if (shown.length === 0) return [];
  return [[...shown, ...(names.length > 2 ? [`and ${names.length - 2} more`] : [])].join(" ")];
}

function scopeLabel(workspace: EditorWorkspace, occurrences: readonly Occurrence[]): readonly string[] {
  const looked = occurrences.filter(({ role, entity }) => role === "lookup" && entity.kind === "shmemName");
  const scopes = looked.flatMap(({ entity }) =>
    allocationsOf(workspace, entity.name).map(({ allocation }) => scopeOf(allocation.isDatabaseLocal)),
  );
  return [...new Set(scopes)].slice(0, 1);
}

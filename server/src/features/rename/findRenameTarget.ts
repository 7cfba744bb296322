import { fail, ok, type Result } from "../../base/result";
import type { Span } from "../../base/span";
import type { Entity, EntityKind, Occurrence } from "../../index/entities/entity";
import type { EditorWorkspace } from "../editorWorkspace";
import { occurrencesAt } from "../occurrencesAt";

/** What would be renamed. */
export interface RenameTarget {
  readonly entity: Entity;
  /** The place that stands for it under the cursor. */
  readonly span: Span;
}

/** What the user means when several things have a name at one place. */
const precedence: readonly EntityKind[] = [
  "shmemName",
  "guc",
  "lwlockTranche",
  "worker",
  "sqlFunction",
  "cFunction",
  "extension",
  "shmemStruct",
  "dsmSegment",
  "library",
];

/** The thing at an offset that can be renamed. Undefined when nothing has a name there; fails with the reason when it cannot be. */
export function findRenameTarget(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): Result<RenameTarget> | undefined {
  const here = occurrencesAt(workspace, path, offset);
  const [occurrence] = [...here].sort((a, b) => rank(a) - rank(b));
  if (!occurrence) return runTimeName(workspace, path, offset);
  const { entity, span } = occurrence;
  if (entity.kind === "library")
    return fail(
      "rename-library",
      `${entity.name} is a library: its name is that of a file which control files, scripts and settings of running servers name.`,
      "Change the build file and module_pathname together.",
    );
  if (entity.kind === "cFunction" && entity.scope === undefined)
    return fail("rename-undefined", `${entity.name} is not defined in this workspace.`);
  return ok({ entity, span: inner(workspace, occurrence, span) });
}

function rank({ entity }: Occurrence): number {
  return precedence.indexOf(entity.kind);
}

/** The content of a literal, so that the editor offers the name without its quotes. */
function inner(workspace: EditorWorkspace, { form, path }: Occurrence, span: Span): Span {
  const text = workspace.text(path)?.slice(span.start, span.end) ?? "";
  const isQuoted = form === "literal" && text.startsWith('"') && text.endsWith('"') && text.length >= 2;
  return isQuoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

function runTimeName(
  { index }: EditorWorkspace,
  path: string,
  offset: number,
): Result<RenameTarget> | undefined {
  for (const view of index.interfaceLibraries) {
    for (const { name } of [...view.allocations, ...view.lookups]) {
      const { site, texts } = name;
      const isHere = site.path === path && site.start <= offset && offset <= site.end;
      if (isHere && texts.length === 0)
        return fail(
          "rename-run-time",
          "A part of this name is only known at run time, so that nothing tells which other places mean it.",
          "Change the parts where they are written.",
        );
    }
  }
  return undefined;
}

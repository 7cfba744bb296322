import type { Entity, EntityKind } from "../../index/entities/entity";
import { namingCalls } from "../../pg/namingCalls";
import type { CCursor } from "../cCursor";
import type { EditorWorkspace } from "../editorWorkspace";
import { cEscaped } from "../rename/renameText";
import type { Candidate } from "./completion";
import { workerMainCandidates } from "./workerMainCandidates";

const copies = new Set(["strlcpy", "strcpy", "strncpy", "snprintf", "sprintf"]);

/** Names inside a C literal: of shared memory, workers' functions, settings, tranches. */
export function completeString(
  workspace: EditorWorkspace,
  path: string,
  cursor: CCursor,
): readonly Candidate[] {
  const call = cursor.calls.at(-1);
  const field = fieldOf(cursor);
  if (field === "bgw_function_name")
    return workerMainCandidates(workspace, path).map((name) => ({
      label: name,
      kind: "function",
      detail: "worker main function",
    }));
  if (field === "bgw_library_name")
    return workspace.index.libraries
      .filter(({ sources }) => sources.includes(path))
      .map(({ name }) => ({ label: name, kind: "text", detail: "this library" }));
  if (!call) return [];
  if (call.callee === "dynpgext_lookup_shmem" && call.argument === 0)
    return names(workspace, { path, cursor }, "shmemName", "shared memory");
  if (call.callee === "allocate_shmem" && call.argument === 1)
    return unallocated(workspace, { path, cursor });
  if (call.callee === "get_extension_oid" && call.argument === 0)
    return names(workspace, { path, cursor }, "extension", "extension");
  const naming = namingCalls.get(call.callee);
  return naming?.argument === call.argument
    ? names(workspace, { path, cursor }, naming.kind, naming.kind)
    : [];
}

/** The field of a worker that the string goes to. */
function fieldOf({ assigned, calls }: CCursor): string | undefined {
  const call = calls.at(-1);
  if (call && copies.has(call.callee)) return /\w+$/u.exec(call.before[0] ?? "")?.[0];
  return assigned;
}

interface Here {
  readonly path: string;
  readonly cursor: CCursor;
}

function names(
  workspace: EditorWorkspace,
  here: Here,
  kind: EntityKind,
  detail: string,
): readonly Candidate[] {
  return known(workspace, here, kind).map(({ name }) => ({
    label: name,
    kind: "text",
    detail,
    insert: cEscaped(name),
  }));
}

/** Names that are looked up and that nobody allocates. */
function unallocated(workspace: EditorWorkspace, here: Here): readonly Candidate[] {
  const { entities } = workspace.index;
  return known(workspace, here, "shmemName")
    .filter((entity) => !entities.occurrencesOf(entity).some(({ role }) => role === "allocate"))
    .map(({ name }) => ({
      label: name,
      kind: "text",
      detail: "looked up, not allocated",
      insert: cEscaped(name),
    }));
}

/** All of a kind but what is just being typed. */
function known(
  { index: { entities } }: EditorWorkspace,
  { path, cursor }: Here,
  kind: EntityKind,
): readonly Entity[] {
  const { start, end } = cursor.replaced;
  return entities
    .ofKind(kind)
    .filter((entity) =>
      entities
        .occurrencesOf(entity)
        .some(
          (occurrence) =>
            occurrence.path !== path || occurrence.span.end < start || end < occurrence.span.start,
        ),
    );
}

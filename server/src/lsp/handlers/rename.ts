import {
  LSPErrorCodes,
  RenameFile,
  ResponseError,
  type PrepareRenameParams,
  type Range,
  type RenameParams,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { fail, type Problem, type Result } from "../../base/result";
import { findRenameTarget } from "../../features/rename/findRenameTarget";
import { planRename } from "../../features/rename/planRename";
import type { RenamePlan } from "../../features/rename/renamePlan";
import { testFileScope } from "../../features/rename/testFileScope";
import { toWorkspaceEdit } from "../actions/workspaceEdit";
import { checkUnchanged } from "../checkUnchanged";
import { collectEntities } from "../featureRequest";
import { guardedRequest } from "../guard";
import type { Session } from "../session";
import { readTestFiles } from "../testFiles";
import { pathOfUri } from "../uris";

/** Renaming, all of it or nothing: what cannot be done safely is refused with the reason. */
export function handleRename(session: Session): void {
  const { connection, log } = session;
  connection.onPrepareRename(guardedRequest(log, "prepareRename", (params) => prepare(session, params)));
  connection.onRenameRequest(guardedRequest(log, "rename", (params) => rename(session, params)));
}

async function prepare(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): Promise<{ range: Range; placeholder: string } | ResponseError | null> {
  const { folders, places } = session;
  const path = pathOfUri(textDocument.uri);
  const folder = path === undefined ? undefined : folders.owner(path);
  if (folder) await collectEntities(session, folder);
  const workspace = folder?.editorWorkspace;
  if (path === undefined || !workspace) return null;
  const target = findRenameTarget(workspace, path, places.offset(path, position));
  if (!target) return null;
  if (!target.ok) return refusal(target.problem);
  const { entity, span } = target.value;
  return { range: places.range({ path, ...span }), placeholder: entity.name };
}

async function rename(session: Session, params: RenameParams): Promise<WorkspaceEdit | ResponseError | null> {
  const plan = await planned(session, params);
  if (!plan) return null;
  if (!plan.ok) return refusal(plan.problem);
  const { edits, files } = plan.value;
  const { places, features } = session;
  const edit = toWorkspaceEdit(edits, places, features);
  const renames = files.map(({ from, to }) =>
    RenameFile.create(places.uri(from), places.uri(to), { overwrite: false }),
  );
  return renames.length === 0 ? edit : { documentChanges: [...(edit.documentChanges ?? []), ...renames] };
}

async function planned(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<Result<RenamePlan> | undefined> {
  const { folders, places, documents, features } = session;
  const path = pathOfUri(textDocument.uri);
  const folder = path === undefined ? undefined : folders.owner(path);
  if (folder) await collectEntities(session, folder);
  const workspace = folder?.editorWorkspace;
  if (path === undefined || !folder || !workspace) return undefined;
  const target = findRenameTarget(workspace, path, places.offset(path, position));
  if (!target?.ok) return target;
  const { entity } = target.value;
  const versions = new Map([...documents.all()].map((open) => [open.path, open.document.version]));
  const tests = await readTestFiles(session, folder, testFileScope(workspace, entity));
  const plan = planRename(workspace, entity, newName, tests);
  if (!plan.ok) return plan;
  if (plan.value.files.length > 0 && !features.renamesFiles)
    return fail(
      "rename-no-file-renames",
      `This editor cannot rename files as a part of an edit, and ${entity.name} is a part of names of files.`,
    );
  const touched = [...plan.value.edits.map((edit) => edit.path), ...plan.value.files.map(({ from }) => from)];
  const unchanged = await checkUnchanged(
    touched,
    documents,
    (each) => tests.get(each) ?? workspace.text(each),
  );
  if (!unchanged.ok) return unchanged;
  for (const each of new Set(touched)) {
    if (documents.get(each)?.document.version !== versions.get(each))
      return fail(
        "rename-changed",
        "The text has changed while the rename was being prepared.",
        "Try again.",
      );
  }
  return plan;
}

function refusal({ message, action }: Problem): ResponseError {
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    action === undefined ? message : `${message} ${action}`,
  );
}

import type { Session } from "./session";
import { folderOf } from "./uris";
import type { WorkspaceFolder } from "./workspaceFolder";

/** Adds a workspace folder of the client, which takes over the files of folders around it. */
export function addFolder(session: Session, root: string): void {
  const { folders } = session;
  if (folders.at(root, "workspace") !== undefined) return;
  const folder = folders.add(root, "workspace");
  for (const other of folders.sharing(folder)) handOver(session, other);
  dropUnusedFolders(session);
  session.indexer.enqueue(folder);
}

/** Removes a workspace folder. Its files go to the folder around it; open ones without such a folder get one. */
export function removeFolder(session: Session, root: string): void {
  const { folders } = session;
  const folder = folders.at(root, "workspace");
  if (folder === undefined) return;
  drop(session, folder);
  for (const other of folders.sharing(folder)) session.indexer.enqueue(other);
  for (const { path } of session.documents.all()) ensureFolder(session, path);
}

/** Makes sure that an open file belongs to a folder: to its own when it is in no workspace folder. */
export function ensureFolder(session: Session, path: string): void {
  const { folders, indexer } = session;
  if (folders.owner(path) === undefined) indexer.enqueue(folders.add(folderOf(path), "single-files"));
}

/** Forgets the folders of single files in which nothing is open any more. */
export function dropUnusedFolders(session: Session): void {
  const { folders, documents } = session;
  const used = new Set([...documents.all()].map(({ path }) => folders.owner(path)));
  for (const folder of folders.all()) {
    if (folder.kind === "single-files" && !used.has(folder)) drop(session, folder);
  }
}

function drop(session: Session, folder: WorkspaceFolder): void {
  session.indexer.forget(folder);
  session.folders.remove(folder);
  session.hide(folder);
}

/** Takes files out of a folder that belong to another one now. */
function handOver(session: Session, folder: WorkspaceFolder): void {
  for (const path of folder.paths()) {
    if (session.folders.owner(path) !== folder) folder.remove(path);
  }
  session.scheduler.request();
}

import { DidChangeWorkspaceFoldersNotification, type InitializeParams } from "vscode-languageserver/node";
import { addFolder, removeFolder } from "../folderSet";
import { guarded } from "../guard";
import type { Session } from "../session";
import { pathOfUri } from "../uris";

/** Folders that are added to the editor's workspace or taken out of it. */
export function handleWorkspaceFolders(session: Session): void {
  session.connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guarded(session.log, "didChangeWorkspaceFolders", ({ event }) => {
      for (const { uri } of event.removed) {
        const root = pathOfUri(uri);
        if (root !== undefined) removeFolder(session, root);
      }
      for (const { uri } of event.added) {
        const root = pathOfUri(uri);
        if (root !== undefined) addFolder(session, root);
      }
    }),
  );
}

/** The folders that the client starts with. */
export function initialRoots({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === "string" ? [rootUri] : []);
  const roots = uris.map(pathOfUri).filter((path) => path !== undefined);
  if (roots.length > 0 || typeof rootPath !== "string" || rootPath === "") return roots;
  return [rootPath.replaceAll("\\", "/").replace(/(?<=.)\/+$/, "")];
}

import { dropUnusedFolders, ensureFolder } from "../folderSet";
import { guarded } from "../guard";
import type { OpenDocument } from "../documents";
import type { Session } from "../session";

/** Opening, typing, closing. What is open counts as the editor shows it; what is closed as it is on disk. */
export function handleDocuments(session: Session): void {
  const { connection, documents, log, pending, loader, scheduler } = session;
  const refresh = (path: string) => {
    if (loader.loadNow(path)) scheduler.request();
  };
  connection.onDidOpenTextDocument(
    guarded(log, "didOpen", (params) => {
      const opened = documents.open(params);
      if (opened === undefined) return;
      ensureFolder(session, opened.path);
      if (!reconfigureFor(session, opened)) refresh(opened.path);
    }),
  );
  connection.onDidChangeTextDocument(
    guarded(log, "didChange", (params) => {
      const changed = documents.change(params);
      if (changed !== undefined && !reconfigureFor(session, changed)) refresh(changed.path);
    }),
  );
  connection.onDidCloseTextDocument(
    guarded(log, "didClose", (params) => {
      const closed = documents.close(params);
      if (closed === undefined) return;
      dropUnusedFolders(session);
      if (reconfigureFor(session, closed)) return;
      pending.start(`Reading ${closed.path}`, async () => {
        if (await loader.load(closed.path)) scheduler.request();
      });
    }),
  );
}

/** A project's settings file is no source: its folder takes over what it says. Returns whether it is one. */
function reconfigureFor(session: Session, { path }: OpenDocument): boolean {
  const { folders, settings, pending } = session;
  const folder = folders.all().find(({ root }) => settings.filePath(root) === path);
  if (folder === undefined) return false;
  pending.start("Reading the settings", () => session.reconfigure(folder));
  return true;
}

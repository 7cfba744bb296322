import { stat } from "node:fs/promises";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
  type DidChangeWatchedFilesRegistrationOptions,
} from "vscode-languageserver/node";
import { guarded } from "../guard";
import type { Session } from "../session";
import { isWithin, pathOfUri } from "../uris";

/**
 * Sources, build files and settings; and of everything else only that it came or went, because a folder that is
 * moved or deleted is reported as one event without those of its files.
 */
const watchers: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [
    { globPattern: "**/*.{c,h,control,sql,mk}" },
    { globPattern: "**/Makefile*" },
    { globPattern: "**/{makefile,GNUmakefile,meson.build,CMakeLists.txt,.dynpgext.json}" },
    { globPattern: "**", kind: WatchKind.Create | WatchKind.Delete },
  ],
};

/** Files that change outside of the editor. */
export function handleWatchedFiles(session: Session): void {
  const { connection, log, pending } = session;
  connection.onDidChangeWatchedFiles(
    guarded(log, "didChangeWatchedFiles", ({ changes }) => {
      const seen = new Set<string>();
      for (const { uri, type } of changes) {
        const path = pathOfUri(uri);
        if (path === undefined || seen.has(`${type} ${path}`)) continue;
        seen.add(`${type} ${path}`);
        pending.start(`Reading ${path}`, () => takeOver(session, path, type));
      }
    }),
  );
}

/** Asks the client to watch. Clients that cannot tell nothing about files that are not open. */
export async function registerWatchers({ connection, features }: Session): Promise<void> {
  if (!features.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, watchers);
}

async function takeOver(session: Session, path: string, type: FileChangeType): Promise<void> {
  const { folders, settings, indexer, loader, scheduler } = session;
  const configured = folders.all().find(({ root }) => settings.filePath(root) === path);
  if (configured !== undefined) return session.reconfigure(configured);
  if (type === FileChangeType.Deleted) await removeBelow(session, path);
  else if (
    type === FileChangeType.Created &&
    folders.owner(path)?.wants(path) !== true &&
    (await isFolder(path))
  ) {
    for (const folder of folders.all()) {
      if (folder.kind === "workspace" && isWithin(path, folder.root)) indexer.enqueue(folder);
    }
    return;
  }
  if (await loader.load(path)) scheduler.request();
}

/** Reads again what is known below a path that went away: the files are gone, unless they are open or back. */
async function removeBelow({ folders, loader, scheduler }: Session, path: string): Promise<void> {
  const below = folders.all().flatMap((folder) => folder.paths().filter((known) => isWithin(known, path)));
  const changes = await Promise.all(below.map((known) => loader.load(known)));
  if (changes.includes(true)) scheduler.request();
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status?.isDirectory() === true;
}

import { stat } from "node:fs/promises";
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
  type DidChangeWatchedFilesRegistrationOptions,
} from "vscode-languageserver/node";
import { discoverFiles } from "../../files/discoverFiles";
import { guarded } from "../guard";
import { inBatches } from "../inBatches";
import type { Session } from "../session";
import { isWithin, pathOfUri } from "../uris";

/**
 * Sources, build files and settings; and of everything else only that it came or went, because a folder that is
 * moved or deleted is reported as one event without those of its files.
 */
const watchers: DidChangeWatchedFilesRegistrationOptions = {
  watchers: [
    { globPattern: "**/*.{c,h,control,sql,mk,cmake}" },
    { globPattern: "**/Makefile*" },
    { globPattern: "**/{makefile,GNUmakefile,meson.build,CMakeLists.txt,.dynpgext.json}" },
    { globPattern: "**", kind: WatchKind.Create | WatchKind.Delete },
  ],
};

/** Files that are read at the same time. */
const readsAtOnce = 16;

interface Change {
  readonly path: string;
  readonly type: FileChangeType;
}

/** Files that change outside of the editor: one by one, or thousands when another branch is checked out. */
export function handleWatchedFiles(session: Session): void {
  const { connection, log, pending } = session;
  connection.onDidChangeWatchedFiles(
    guarded(log, "didChangeWatchedFiles", (params) => {
      const changes = new Map<string, Change>();
      for (const { uri, type } of params.changes) {
        const path = pathOfUri(uri);
        if (path !== undefined) changes.set(`${type} ${path}`, { path, type });
      }
      pending.start("Reading changed files", () =>
        inBatches(changes.values(), readsAtOnce, (change) => takeOver(session, change)),
      );
    }),
  );
}

/** Asks the client to watch. A client that cannot tells of changes in open files only. */
export async function registerWatchers({ connection, features }: Session): Promise<void> {
  if (!features.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, watchers);
}

async function takeOver(session: Session, { path, type }: Change): Promise<void> {
  const { folders, settings, log } = session;
  try {
    const configured = folders.all().find(({ root }) => settings.filePath(root) === path);
    if (configured !== undefined) await session.reconfigure(configured);
    else if (folders.owner(path)?.wants(path) === true) await reload(session, [path]);
    else if (type === FileChangeType.Deleted) await reload(session, knownBelow(session, path));
    else if (type === FileChangeType.Created && (await isFolder(path)))
      await reload(session, filesBelow(session, path));
  } catch (error) {
    log.failure(`Reading ${path}`, error);
  }
}

async function reload(
  { loader, scheduler }: Session,
  paths: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  await inBatches(paths, readsAtOnce, async (path) => {
    if (await loader.load(path)) scheduler.request();
  });
}

/** The files that were known below a folder that went away: gone, unless they are open or back. */
function knownBelow({ folders }: Session, folder: string): readonly string[] {
  return folders.all().flatMap((each) => each.paths().filter((path) => isWithin(path, folder)));
}

function filesBelow({ folders, log }: Session, folder: string): AsyncIterable<string> {
  return discoverFiles(folder, {
    wants: (path) => folders.owner(path)?.wants(path) === true,
    exclude: [],
    onProblem: ({ path, message }) => log.warn(`${path}: ${message}`),
  });
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status?.isDirectory() === true;
}

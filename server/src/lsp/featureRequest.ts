import { setImmediate as nextTurn } from "node:timers/promises";
import type { EditorWorkspace } from "../features/editorWorkspace";
import type { Session } from "./session";
import { pathOfUri } from "./uris";
import type { WorkspaceFolder } from "./workspaceFolder";

/** A file in a folder that has been read. */
export interface FeatureFile {
  readonly workspace: EditorWorkspace;
  readonly path: string;
}

export interface FeatureOptions {
  /** `onDemand`: most answers need no names of the workspace, and are wanted while typing. */
  readonly names: "collected" | "onDemand";
}

/**
 * The handler of a request about one document. It answers with `empty` where nothing is known (yet), and after
 * an error of ours, which is logged. What it asks of the workspace is computed for the present text, but nothing
 * is published before its time.
 */
export function featureRequest<Params extends { readonly textDocument: { readonly uri: string } }, Answer>(
  session: Session,
  what: string,
  empty: Answer,
  answer: (file: FeatureFile, params: Params) => Answer | Promise<Answer>,
  { names }: FeatureOptions = { names: "collected" },
): (params: Params) => Promise<Answer> {
  return async (params) => {
    try {
      const path = pathOfUri(params.textDocument.uri);
      const folder = path === undefined ? undefined : session.folders.owner(path);
      if (path === undefined || !folder) return empty;
      if (names === "collected") await collectEntities(session, folder);
      const workspace = folder.editorWorkspace;
      return workspace ? await answer({ workspace, path }, params) : empty;
    } catch (error) {
      session.log.failure(what, error);
      return empty;
    }
  };
}

/** Collects the names of a folder, a part in each turn of the event loop: the first time it takes a while. */
export async function collectEntities(
  { foreground }: Pick<Session, "foreground">,
  folder: WorkspaceFolder,
): Promise<void> {
  await foreground.during(async () => {
    while (folder.entities?.collectSome() === true) await nextTurn();
  });
}

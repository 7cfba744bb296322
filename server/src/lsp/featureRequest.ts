import type { EditorWorkspace } from "../features/editorWorkspace";
import type { Session } from "./session";
import { pathOfUri } from "./uris";

/** A file in a folder that has been read. */
export interface FeatureFile {
  readonly workspace: EditorWorkspace;
  readonly path: string;
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
): (params: Params) => Promise<Answer> {
  return async (params) => {
    try {
      const path = pathOfUri(params.textDocument.uri);
      const workspace = path === undefined ? undefined : session.folders.owner(path)?.editorWorkspace;
      return path === undefined || !workspace ? empty : await answer({ workspace, path }, params);
    } catch (error) {
      session.log.failure(what, error);
      return empty;
    }
  };
}

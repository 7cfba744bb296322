import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type DocumentHighlightParams,
} from "vscode-languageserver/node";
import { findHighlights } from "../../features/findHighlights";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

const kinds = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  text: DocumentHighlightKind.Text,
};

export function handleDocumentHighlight(session: Session): void {
  const { connection, places } = session;
  connection.onDocumentHighlight(
    featureRequest<DocumentHighlightParams, DocumentHighlight[]>(
      session,
      "documentHighlight",
      [],
      ({ workspace, path }, params) =>
        findHighlights(workspace, path, places.offset(path, params.position)).map(({ span, kind }) => ({
          range: places.range({ path, ...span }),
          kind: kinds[kind],
        })),
    ),
  );
}

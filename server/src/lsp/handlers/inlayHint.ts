import type { InlayHint, InlayHintParams } from "vscode-languageserver/node";
import { listHints } from "../../features/listHints";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

export function handleInlayHint(session: Session): void {
  const { connection, places } = session;
  connection.languages.inlayHint.on(
    featureRequest<InlayHintParams, InlayHint[]>(
      session,
      "inlayHint",
      [],
      ({ workspace, path }, { range }) => {
        const span = { start: places.offset(path, range.start), end: places.offset(path, range.end) };
        return listHints(workspace, path, span, session.hints).map(({ offset, label }) => ({
          position: places.position(path, offset),
          label,
          paddingLeft: true,
        }));
      },
    ),
  );
}

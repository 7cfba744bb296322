import { MarkupKind, type Hover, type HoverParams } from "vscode-languageserver/node";
import { findHover } from "../../features/hover/findHover";
import { featureRequest } from "../featureRequest";
import type { Session } from "../session";

export function handleHover(session: Session): void {
  const { connection, places } = session;
  connection.onHover(
    featureRequest<HoverParams, Hover | null>(session, "hover", null, ({ workspace, path }, params) => {
      const hover = findHover(workspace, path, places.offset(path, params.position));
      if (!hover) return null;
      const contents = { kind: MarkupKind.Markdown, value: hover.markdown };
      return { contents, range: places.range({ path, ...hover.span }) };
    }),
  );
}

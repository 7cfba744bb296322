import type { Location, ReferenceParams } from "vscode-languageserver/node";
import { findReferences } from "../../features/findReferences";
import { featureRequest } from "../featureRequest";
import { toLocations } from "../locations";
import type { Session } from "../session";

export function handleReferences(session: Session): void {
  const { connection, places } = session;
  connection.onReferences(
    featureRequest<ReferenceParams, Location[]>(session, "references", [], ({ workspace, path }, params) => {
      const withDeclarations = params.context.includeDeclaration;
      const offset = places.offset(path, params.position);
      return toLocations(findReferences(workspace, path, offset, { withDeclarations }), places);
    }),
  );
}

import type { DefinitionParams, Location } from "vscode-languageserver/node";
import { findDefinitions } from "../../features/findDefinitions";
import { featureRequest } from "../featureRequest";
import { toLocations } from "../locations";
import type { Session } from "../session";

export function handleDefinition(session: Session): void {
  const { connection, places } = session;
  connection.onDefinition(
    featureRequest<DefinitionParams, Location[]>(session, "definition", [], ({ workspace, path }, params) =>
      toLocations(findDefinitions(workspace, path, places.offset(path, params.position)), places),
    ),
  );
}

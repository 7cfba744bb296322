import type { SymbolInformation } from "vscode-languageserver/node";
import { findWorkspaceSymbols } from "../../features/findWorkspaceSymbols";
import { collectEntities } from "../featureRequest";
import type { Session } from "../session";
import { symbolKinds } from "../symbolKinds";

export function handleWorkspaceSymbol(session: Session): void {
  const { connection, places, folders, log } = session;
  connection.onWorkspaceSymbol(async ({ query }): Promise<SymbolInformation[]> => {
    try {
      for (const folder of folders.all()) await collectEntities(session, folder);
      return folders.all().flatMap(({ editorWorkspace }) =>
        (editorWorkspace ? findWorkspaceSymbols(editorWorkspace, query) : []).map(
          ({ name, kind, container, site }) => ({
            name,
            kind: symbolKinds[kind],
            containerName: container,
            location: { uri: places.uri(site.path), range: places.range(site) },
          }),
        ),
      );
    } catch (error) {
      log.failure("workspaceSymbol", error);
      return [];
    }
  });
}

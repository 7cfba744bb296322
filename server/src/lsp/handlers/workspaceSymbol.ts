import type { SymbolInformation } from "vscode-languageserver/node";
import { findWorkspaceSymbols } from "../../features/findWorkspaceSymbols";
import type { Session } from "../session";
import { symbolKinds } from "../symbolKinds";

export function handleWorkspaceSymbol(session: Session): void {
  const { connection, places, folders, log } = session;
  connection.onWorkspaceSymbol(({ query }): SymbolInformation[] => {
    try {
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

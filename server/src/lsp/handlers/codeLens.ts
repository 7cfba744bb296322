import type { CodeLens, CodeLensParams, Command } from "vscode-languageserver/node";
import { listLenses, type Lens } from "../../features/listLenses";
import { debugCommand, loadCommand, runCommand, showReferencesCommand } from "../../protocol/lensCommands";
import { featureRequest } from "../featureRequest";
import { toLocations } from "../locations";
import type { Session } from "../session";

const commands = { load: loadCommand, run: runCommand, debug: debugCommand };

export function handleCodeLens(session: Session): void {
  const { connection, places } = session;
  connection.onCodeLens(
    featureRequest<CodeLensParams, CodeLens[]>(session, "codeLens", [], ({ workspace, path }) =>
      listLenses(workspace, path).flatMap((lens): CodeLens[] => {
        const command = commandOf(session, path, lens);
        return command ? [{ range: places.range({ path, ...lens.span }), command }] : [];
      }),
    ),
  );
}

/** What a click does; a lens that only runs something the client cannot run is none. */
function commandOf(
  { features, places }: Session,
  path: string,
  { title, action, span }: Lens,
): Command | undefined {
  const uri = places.uri(path);
  if (action.kind === "run") {
    const command = commands[action.what];
    const given = action.target === undefined ? [uri] : [uri, action.target];
    return features.commands.has(command) ? { title, command, arguments: given } : undefined;
  }
  if (!features.commands.has(showReferencesCommand) || action.sites.length === 0)
    return { title, command: "" };
  const position = places.position(path, span.start);
  return {
    title,
    command: showReferencesCommand,
    arguments: [uri, position, toLocations(action.sites, places)],
  };
}

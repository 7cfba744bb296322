import { commands, Uri } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

type Converter = LanguageClient["protocol2CodeConverter"];
type ProtocolPosition = Parameters<Converter["asPosition"]>[0];
type ProtocolLocation = Parameters<Converter["asLocation"]>[0];

/** Opens the view of references with places that the language server names: the click on a code lens. */
export async function showReferences(
  converter: Converter,
  uri: string,
  position: ProtocolPosition,
  locations: readonly ProtocolLocation[],
): Promise<void> {
  await commands.executeCommand(
    "editor.action.showReferences",
    Uri.parse(uri),
    converter.asPosition(position),
    locations.map((location) => converter.asLocation(location)),
  );
}

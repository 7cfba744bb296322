import { commands, Location, Range, Uri, window } from "vscode";
import type { EntityPlace, EntityPlaceParams } from "../../../../server/src/protocol/entityPlace";
import type { DevFolder } from "../../devpg/devFolder";
import { showPlace } from "../../devpg/showPlace";
import type { DevTarget } from "../../views/devNodes";

/** Asks the language server where the sources bring something into being. */
export type AskEntityPlace = (params: EntityPlaceParams) => Promise<readonly EntityPlace[]>;

/**
 * Shows the line that allocated, registered or did something: by the debug information of the library that runs, else
 * by the name in the sources.
 */
export async function goToSource(ask: AskEntityPlace, dev: DevFolder, target: DevTarget): Promise<void> {
  const place = placeOf(target);
  if (place !== undefined) return showPlace(place);
  const folder = dev.folder.uri.toString();
  for (const { kind, name } of entitiesOf(target)) {
    const found = await ask({ kind, name, folder });
    if (found.length > 0) return showPlaces(found);
  }
  void window.showInformationMessage("The sources of this workspace do not tell where it comes from.");
}

function placeOf(target: DevTarget) {
  switch (target.kind) {
    case "allocation":
      return target.allocation.place;
    case "worker":
      return target.worker.place;
    case "event":
      return target.event.place;
    case "server":
    case "database":
    case "extension":
    case "group":
      return undefined;
  }
}

/** What to look for, the best first. */
function entitiesOf(target: DevTarget): readonly Pick<EntityPlaceParams, "kind" | "name">[] {
  switch (target.kind) {
    case "allocation":
      return [{ kind: "shmemName", name: target.allocation.name }];
    case "worker":
      return [
        { kind: "worker", name: target.worker.name },
        { kind: "cFunction", name: target.worker.functionName },
      ];
    case "extension":
      return [{ kind: "extension", name: target.extension.name }];
    case "event":
    case "server":
    case "database":
    case "group":
      return [];
  }
}

async function showPlaces(places: readonly EntityPlace[]): Promise<void> {
  const locations = places.map(({ uri, range: { start, end } }) => {
    const range = new Range(start.line, start.character, end.line, end.character);
    return new Location(Uri.parse(uri), range);
  });
  const [first] = locations;
  if (first === undefined) return;
  const editor = await window.showTextDocument(first.uri, { selection: first.range });
  if (locations.length > 1)
    await commands.executeCommand(
      "editor.action.peekLocations",
      editor.document.uri,
      editor.selection.active,
      locations,
      "peek",
    );
}

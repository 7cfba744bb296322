import type { Location } from "vscode-languageserver/node";
import type { Site } from "../base/span";
import type { Places } from "./places";

export function toLocations(sites: readonly Site[], places: Places): Location[] {
  return sites.map((site) => ({ uri: places.uri(site.path), range: places.range(site) }));
}

import { LineMap } from "../../base/lineMap";
import { findRegionPlot } from "../../engine/findRegionPlot";
import {
  memoryRegionsMethod,
  type MemoryRegions,
  type MemoryRegionsParams,
} from "../../protocol/memoryRegions";
import { guardedRequest } from "../guard";
import type { Session } from "../session";
import { pathOfUri } from "../uris";

/** The memory regions of the function at a place, to be drawn. */
export function handleMemoryRegions(session: Session): void {
  const { connection, log } = session;
  connection.onRequest(
    memoryRegionsMethod,
    guardedRequest(log, memoryRegionsMethod, (params: MemoryRegionsParams) => memoryRegions(session, params)),
  );
}

function memoryRegions(
  { folders, places }: Session,
  { uri, position }: MemoryRegionsParams,
): MemoryRegions | null {
  const path = pathOfUri(uri);
  const workspace = path === undefined ? undefined : folders.owner(path)?.editorWorkspace;
  if (path === undefined || !workspace?.index.cFiles.has(path)) return null;
  const plot = findRegionPlot(workspace.index, path, places.offset(path, position));
  if (!plot) return null;
  const lines = new LineMap(workspace.text(path) ?? "");
  const range = places.range({ path, ...plot.span });
  return {
    uri,
    name: plot.name,
    startLine: range.start.line,
    endLine: range.end.line,
    regions: plot.regions.map(({ name }) => ({ name })),
    rows: plot.rows.map(({ site, region, mark, note, lives, current }) => {
      const { line, column } = lines.position(site.start);
      const code = lines.line(line).trim();
      return { line, character: column, code, region, mark, note, lives, current };
    }),
  };
}

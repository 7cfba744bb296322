import { LineMap } from "../../../server/src/base/lineMap";
import { readTextFile } from "../../../server/src/files/readTextFile";
import type { SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";
import { displayPath } from "../check/displayPath";
import type { Place } from "../report";

/** Finds the source lines of places. Undefined when the file cannot be read or has no such line. */
export type PlaceReader = (place: SourcePlace) => Promise<Place | undefined>;

/** Reads each file once; paths are shown relative to `cwd`. */
export function createPlaceReader(cwd: string): PlaceReader {
  const files = new Map<string, Promise<LineMap | undefined>>();
  return async ({ path, start, end }) => {
    const file = files.get(path) ?? read(path);
    files.set(path, file);
    const lines = await file;
    if (lines === undefined || start.line >= lines.lineCount) return undefined;
    const shown = { firstLine: lines.line(start.line), lastLine: lines.line(end.line) };
    return { path: displayPath(path, cwd), start, end, ...shown };
  };
}

async function read(path: string): Promise<LineMap | undefined> {
  const file = await readTextFile(path);
  return "text" in file ? new LineMap(file.text) : undefined;
}

import { matchLines } from "./matchLines";
import type { ScriptPart } from "./scriptParts";

/** Lines of a text, without their line feeds; a text that ends with one has no empty last line. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * Where in the output of a script each of its parts begins, as 0-based line; one more entry is the number of lines. A
 * part that has left nothing is empty. pg_regress runs `psql -a`, which echoes each line of the script before what it
 * gives, but no empty lines and no data of COPY. Source: psql_start_test, src/test/regress/pg_regress_main.c, and
 * MainLoop, src/bin/psql/mainloop.c, REL_15_STABLE.
 */
export function outputSegments(
  script: string,
  parts: readonly ScriptPart[],
  output: readonly string[],
): readonly number[] {
  const written = linesOf(script);
  const isData = dataLines(parts, written.length);
  const echoed = written.flatMap((line, at) => (line === "" || isData.has(at) ? [] : [at]));
  const pairs = matchLines(
    echoed.map((at) => written[at]!),
    output,
  );
  const begins = new Array<number>(parts.length).fill(-1);
  let part = 0;
  for (let at = 0; at < output.length; at++) {
    const line = pairs[at]! < 0 ? -1 : echoed[pairs[at]!]!;
    if (line < 0) continue;
    while (part < parts.length && parts[part]!.lastLine < line) part++;
    if (part < parts.length && begins[part]! < 0) begins[part] = at;
  }
  const segments = [...begins, output.length];
  for (let at = parts.length - 1; at >= 0; at--) if (segments[at]! < 0) segments[at] = segments[at + 1]!;
  // What stands before everything belongs to the first part.
  if (segments.length > 1) segments[0] = 0;
  return segments;
}

function dataLines(parts: readonly ScriptPart[], count: number): Set<number> {
  const data = new Set<number>();
  for (const { dataLine, lastLine } of parts)
    if (dataLine !== undefined) for (let at = dataLine; at <= Math.min(lastLine, count); at++) data.add(at);
  return data;
}

import type { Allocation } from "../../../devpg/src/host/devPostgres";
import { asciiColumn, hexColumn, hexDump, hexOffset, hexRuler, lineBytes } from "./hexDump";

/** What is read of an allocation and shown at once. */
export const pageBytes = 64 * 1024;

/** The bytes of an allocation from `offset` on, as they were at one moment. */
export interface MemoryPage {
  readonly allocation: Allocation;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Why there is nothing newer, in one line. */
  readonly remark?: string;
}

/** A stretch of one line of the document. Zero-based; the end is exclusive. */
export interface LineStretch {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface MemoryText {
  readonly text: string;
  /** The bytes that differ from the page before, in hexadecimal and as characters. */
  readonly changed: readonly LineStretch[];
}

/** The document that shows a page. `previous` is what was shown before, if it was the same stretch of memory. */
export function memoryText(page: MemoryPage, previous?: Uint8Array): MemoryText {
  const head = headLines(page);
  const dump = hexDump(page.bytes, page.offset);
  const changed = dump.flatMap(({ offset }, at) =>
    offset === undefined || previous === undefined
      ? []
      : changesOf(page.bytes, previous, offset - page.offset, head.length + at),
  );
  return { text: [...head, ...dump.map(({ text }) => text), ""].join("\n"), changed };
}

/** An offset as somebody typed it, rounded down to the beginning of a line; undefined when it is none in the memory. */
export function readOffset(text: string, sizeBytes: number): number | undefined {
  const trimmed = text.trim();
  if (!/^(?:0[xX][0-9a-fA-F]+|\d+)$/u.test(trimmed)) return undefined;
  const offset = Number(trimmed);
  return offset < sizeBytes ? offset - (offset % lineBytes) : undefined;
}

function headLines({ allocation, offset, bytes, remark }: MemoryPage): readonly string[] {
  const { name, extension, version, scope, database, sizeBytes, guard, place } = allocation;
  const owner = scope === "global" ? "global" : `database ${database ?? "?"}`;
  const facts = [`${extension} ${version}`, owner, `${sizeBytes} bytes`, guardText(guard)];
  const source = place === undefined ? [] : [`allocated at ${fileName(place.path)}:${place.start.line + 1}`];
  const end = offset + bytes.length;
  const isPart = offset > 0 || end < sizeBytes;
  return [
    name,
    [...facts, ...source].join(" · "),
    ...(isPart
      ? [`bytes ${hexOffset(offset)} to ${hexOffset(Math.max(offset, end - 1))} of ${sizeBytes}`]
      : []),
    ...(remark === undefined ? [] : [remark]),
    "",
    hexRuler,
  ];
}

export function guardText(guard: Allocation["guard"]): string {
  switch (guard) {
    case "intact":
      return "guards intact";
    case "overrun":
      return "OVERRUN: written past its end";
    case "underrun":
      return "UNDERRUN: written before its beginning";
  }
}

/** `at` is the index of the first byte of the line in both arrays. */
function changesOf(
  bytes: Uint8Array,
  previous: Uint8Array,
  at: number,
  line: number,
): readonly LineStretch[] {
  const stretches: LineStretch[] = [];
  for (let byte = 0; byte < lineBytes && at + byte < bytes.length; byte++) {
    if (bytes[at + byte] === previous[at + byte]) continue;
    stretches.push({ line, start: hexColumn(byte), end: hexColumn(byte) + 2 });
    stretches.push({ line, start: asciiColumn(byte), end: asciiColumn(byte) + 1 });
  }
  return stretches;
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

import { LineMap } from "../../../server/src/base/lineMap";
import type { ScriptStatement } from "./scriptStatements";
import type { ServerMessage } from "./serverMessage";
import type { SourceDiagnostic } from "./sourceDiagnostic";

/** A script and which of its statements failed. */
export interface FailedScript {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly statement: ScriptStatement;
  /** What the server said of the script. */
  readonly message: ServerMessage;
  /** Offset in the statement that a trial of it alone found, if any. */
  readonly offset?: number;
}

/** The error at its word: where the server points, else at a name that the message quotes, else the statement's first line. */
export function scriptError(failed: FailedScript): SourceDiagnostic {
  const { path, text, statement, message } = failed;
  const map = new LineMap(text);
  const [start, end] = rangeIn(failed);
  return {
    path,
    start: map.position(statement.start + start),
    end: map.position(statement.start + end),
    source: "sql",
    severity: "error",
    message: [message.message, message.detail].filter((part) => part !== undefined).join(". "),
    code: message.code,
    related: [],
  };
}

/** Offsets in the statement. */
function rangeIn({ text, statement, message, offset }: FailedScript): [number, number] {
  const written = text.slice(statement.start, statement.end);
  if (offset !== undefined && offset < written.length)
    return [offset, offset + wordLength(written.slice(offset))];
  for (const [, name] of message.message.matchAll(/"([^"]+)"/g)) {
    const base = name!.slice(name!.lastIndexOf("/") + 1);
    const at = [name!, base].map((word) => written.indexOf(word)).find((index) => index >= 0);
    if (at !== undefined) return [at, at + (written.startsWith(name!, at) ? name! : base).length];
  }
  return [0, /^[^\r\n]*/.exec(written)![0].trimEnd().length];
}

function wordLength(text: string): number {
  return (/^[\w\u0080-\uffff]+|^"[^"\n]*"|^'[^'\n]*'/.exec(text)?.[0] ?? text[0] ?? "").length;
}

/** UTF-16 offset of a 1-based character position, as the server counts: one per code point. */
export function offsetOfPosition(text: string, position: number): number {
  let offset = 0;
  let count = 1;
  for (const character of text) {
    if (count >= position) break;
    offset += character.length;
    count++;
  }
  return offset;
}

/** Where the server points to, in the text that it was given: directly, or in a query inside it. */
export function pointedOffset(text: string, message: ServerMessage): number | undefined {
  if (message.position !== undefined) return offsetOfPosition(text, message.position);
  const { internalQuery, internalPosition } = message;
  if (internalQuery === undefined || internalPosition === undefined) return undefined;
  const within = offsetOfPosition(internalQuery, internalPosition);
  const at = text.indexOf(internalQuery);
  if (at >= 0) return at + within;
  // PL/pgSQL runs `SELECT f()` for a `PERFORM f()`: the rest of the line is the same.
  const rest = internalQuery.slice(within);
  const same = rest === "" ? -1 : text.indexOf(rest);
  return same < 0 ? undefined : same;
}

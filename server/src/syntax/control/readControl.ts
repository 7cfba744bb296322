import type { Span } from "../../base/span";

/** One `key = value` line of a control file. */
export interface ControlEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Unquoted and unescaped. */
  readonly value: string;
  /** The value without its quotes. */
  readonly valueSpan: Span;
  /** The value as written, quotes included. */
  readonly raw: string;
}

/** A line that PostgreSQL refuses, with its message. */
export interface ControlError {
  readonly message: string;
  readonly span: Span;
}

export interface ControlFile {
  /** The first line, without its end. Empty in an empty file. */
  readonly firstLine: Span;
  /** In the order of the file. Of two entries with one key the last wins. */
  readonly entries: readonly ControlEntry[];
  readonly errors: readonly ControlError[];
  /** A byte order mark stands at the start: to PostgreSQL it is a letter of the first key. */
  readonly hasByteOrderMark: boolean;
  /** The lines that `errors` names, and lines too long to be read. */
  readonly holes: readonly Span[];
}

// The tokens of the configuration file lexer. Source: src/backend/utils/misc/guc-file.l, REL_15_STABLE.
const space = /[ \t\r]*/y;
const key =
  /[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*(?:\.[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff]*)?/y;
const quoted = /'(?:[^'\\\n]|\\[^\n]|'')*'/y;
const plain =
  /[A-Za-z_\u0080-\uffff][A-Za-z_0-9\u0080-\uffff\-._:/]*|[-+]?[0-9]*\.[0-9]*(?:[Ee][-+]?[0-9]+)?|[-+]?(?:0x[0-9a-fA-F]+|[0-9]+)[a-zA-Z]*/y;

/** In UTF-16 code units. No control file comes near it; it bounds the work that one regular expression can do. */
const longestLine = 65_536;

/** Reads a control file by the rules of PostgreSQL's own reader. */
export function readControl(text: string): ControlFile {
  const entries: ControlEntry[] = [];
  const errors: ControlError[] = [];
  const tooLong: Span[] = [];
  const hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
  let start = hasByteOrderMark ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const entry = end - start > longestLine ? undefined : readLine(text, start, end);
    if (end - start > longestLine) tooLong.push({ start, end });
    if (entry !== undefined) {
      if ("message" in entry) errors.push(entry);
      else entries.push(entry);
    }
    start = end + 1;
  }
  const firstLine = { start: 0, end: /^[^\r\n]*/.exec(text)![0].length };
  return {
    firstLine,
    entries,
    errors,
    hasByteOrderMark,
    holes: [...errors.map((error) => error.span), ...tooLong],
  };
}

/** The entry that counts for a key. */
export function controlEntry(file: ControlFile, name: string): ControlEntry | undefined {
  return file.entries.findLast((entry) => entry.key === name);
}

/**
 * A boolean as PostgreSQL reads it: unique prefixes of true, false, yes, no, on, off; 1 and 0.
 * Source: src/backend/utils/adt/bool.c parse_bool_with_len, REL_15_STABLE.
 */
export function controlBoolean(value: string): boolean | undefined {
  const lower = value.toLowerCase();
  if (lower === "") return undefined;
  if ("true".startsWith(lower) || "yes".startsWith(lower) || lower === "on" || lower === "1") return true;
  if ("false".startsWith(lower) || "no".startsWith(lower) || lower === "0") return false;
  return lower === "of" || lower === "off" ? false : undefined;
}

/** The words of a list value such as `requires`, in order. Source: varlena.c SplitIdentifierString, REL_15_STABLE. */
export function controlList(value: string): string[] {
  const words = value.split(",").map((word) => word.trim());
  return words
    .filter((word) => word !== "")
    .map((word) => (/^".*"$/.test(word) ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()));
}

function readLine(text: string, start: number, end: number): ControlEntry | ControlError | undefined {
  const match = (pattern: RegExp, at: number): number | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found !== null && pattern.lastIndex <= end ? pattern.lastIndex : undefined;
  };
  const skipSpace = (at: number): number => match(space, at) ?? at;
  const isOver = (at: number): boolean => at >= end || text[at] === "#";
  const refuse = (at: number): ControlError => ({
    message: isOver(at)
      ? "syntax error near end of line"
      : `syntax error near token "${tokenAt(text, at, end)}"`,
    span: trimmed(text, start, end),
  });

  const keyStart = skipSpace(start);
  if (isOver(keyStart)) return undefined;
  const keyEnd = match(key, keyStart);
  if (keyEnd === undefined) return refuse(keyStart);
  let valueStart = skipSpace(keyEnd);
  if (text[valueStart] === "=") valueStart = skipSpace(valueStart + 1);
  const isQuoted = text[valueStart] === "'";
  const valueEnd = isOver(valueStart) ? undefined : match(isQuoted ? quoted : plain, valueStart);
  if (valueEnd === undefined) return refuse(valueStart);
  const rest = skipSpace(valueEnd);
  if (!isOver(rest)) return refuse(rest);
  const raw = text.slice(valueStart, valueEnd);
  return {
    key: text.slice(keyStart, keyEnd),
    keySpan: { start: keyStart, end: keyEnd },
    value: isQuoted ? unescapeQuoted(raw) : raw,
    valueSpan: isQuoted ? { start: valueStart + 1, end: valueEnd - 1 } : { start: valueStart, end: valueEnd },
    raw,
  };
}

/** Source: src/backend/utils/misc/guc-file.l DeescapeQuotedString, REL_15_STABLE. */
function unescapeQuoted(raw: string): string {
  const controls: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
  return raw.slice(1, -1).replace(/''|\\([0-7]{1,3})|\\([^])/g, (_all, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
    return letter === undefined ? "'" : (controls[letter] ?? letter);
  });
}

function tokenAt(text: string, at: number, end: number): string {
  return /^[\w.]+|^[^]/.exec(text.slice(at, end))?.[0] ?? "";
}

function trimmed(text: string, start: number, end: number): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1]!)) last--;
  let first = start;
  while (first < last && /\s/.test(text[first]!)) first++;
  return { start: first, end: last };
}

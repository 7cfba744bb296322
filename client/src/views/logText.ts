import type { LogRecord } from "../../../devpg/src/interpret/serverMessage";

/**
 * An entry of the server's log as lines of text, each with its line end. The first has time, process, severity and
 * message; the others are indented. The grammar `dynpgext-log` colours them, `logLinks` finds the source places.
 */
export function logText(record: LogRecord): string {
  const { timestamp, pid, backendType, database, severity, message, file, line, routine } = record;
  const who = [String(pid), backendType, database]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
  const [first = "", ...rest] = message.split("\n");
  const source = file === undefined || line === undefined ? "" : `${file}:${line}`;
  const place = source === "" ? "" : ` (${[source, routine].filter((part) => part !== undefined).join(" ")})`;
  return [
    `${timestamp} [${who}] ${severity}: ${first}${rest.length === 0 ? place : ""}`,
    ...rest.map((text, at) => `    ${text}${at === rest.length - 1 ? place : ""}`),
    ...labelled("DETAIL", record.detail),
    ...labelled("HINT", record.hint),
    ...labelled("QUERY", record.internalQuery, record.internalPosition),
    ...labelled("CONTEXT", record.context),
    ...labelled("STATEMENT", record.statement, record.position),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

/** A place in a source file that a line names. */
export interface LogLink {
  /** Columns in the line; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** As written: a base name, or a path with folders. */
  readonly file: string;
  /** From 0. */
  readonly line: number;
  /** From 0; 0 when the text names none. */
  readonly column: number;
}

/** Places like `hello.c:12`, `/home/a/b.c:12:7:` and `x--0.1.sql:3` in one line of text. */
export function logLinks(text: string): readonly LogLink[] {
  const pattern = /([^\s"'():[\]|,;]+\.(?:c|h|cc|cpp|sql|control)):(\d+)(?::(\d+))?/gu;
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, file = "", line = "1", column = "1"] = match;
    const start = match.index;
    return {
      start,
      end: start + whole.length,
      file,
      line: Math.max(0, Number(line) - 1),
      column: Math.max(0, Number(column) - 1),
    };
  });
}

/** With a caret below the 1-based character `position`. */
function labelled(label: string, text: string | undefined, position?: number): readonly string[] {
  if (text === undefined || text === "") return [];
  const prefix = `    ${label}: `;
  const lines = text.split("\n");
  const caret = position === undefined ? undefined : caretOf(text, position);
  return lines.flatMap((line, at) => [
    `${at === 0 ? prefix : " ".repeat(prefix.length)}${line}`,
    ...(caret?.line === at ? [`${" ".repeat(prefix.length)}${caret.indent}^`] : []),
  ]);
}

/**
 * Characters are code points to PostgreSQL. Tabs stay tabs and an emoji is two columns wide, so that the caret stands
 * below its character.
 */
function caretOf(
  text: string,
  position: number,
): { readonly line: number; readonly indent: string } | undefined {
  const before = [...text].slice(0, position - 1).join("");
  if (position < 1 || before.length > text.length) return undefined;
  const lines = before.split("\n");
  const indent = [...(lines.at(-1) ?? "")]
    .map((character) => (character === "\t" ? "\t" : " ".repeat(character.length)))
    .join("");
  return { line: lines.length - 1, indent };
}

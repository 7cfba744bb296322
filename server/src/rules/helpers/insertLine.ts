import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";

/** Inserts a line of its own after the line in which `site` ends, with that file's line ends. */
export function insertLineAfter(text: string, site: Site, line: string): TextEdit {
  const newline = text.indexOf("\n", site.end);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (newline < 0)
    return { path: site.path, start: text.length, end: text.length, newText: `${eol}${line}${eol}` };
  return { path: site.path, start: newline + 1, end: newline + 1, newText: `${line}${eol}` };
}

/** The white space at the start of the line that holds `offset`. */
export function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(start))![0];
}

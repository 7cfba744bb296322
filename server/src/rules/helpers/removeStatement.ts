import type { Site } from "../../base/span";
import type { TextEdit } from "../../base/textEdit";

/** Removes what stands at `site` with the `;` behind it, and with its line when nothing else is on it. */
export function removeStatement(text: string, site: Site): TextEdit {
  const end = site.end + /^[ \t]*;?/u.exec(text.slice(site.end))![0].length;
  const lineStart = text.lastIndexOf("\n", site.start - 1) + 1;
  const rest = /^[ \t]*(?:\r?\n|$)/u.exec(text.slice(end));
  if (rest && /^[ \t]*$/u.test(text.slice(lineStart, site.start))) {
    return { path: site.path, start: lineStart, end: end + rest[0].length, newText: "" };
  }
  const space = /[ \t]*$/u.exec(text.slice(0, site.start))![0].length;
  return { path: site.path, start: site.start - space, end, newText: "" };
}

import type { TextEdit } from "../../base/textEdit";
import type { CFacts } from "../../facts/cFacts";

/** Behind the last `#include` of a file; without any behind the include guard, else at its start. */
export function behindIncludes(file: CFacts): number {
  const { text, source } = file;
  const guard = file.isHeader
    ? source.macros.find(({ body, parameters }) => body === "" && !parameters)
    : undefined;
  const last = source.includes.at(-1) ?? guard;
  if (!last) return 0;
  const lineEnd = text.indexOf("\n", last.start);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

/** Adds code to the end of a file, an empty line before it. */
export function appendCode(
  { path, text }: { readonly path: string; readonly text: string },
  code: string,
): TextEdit {
  const gap = text === "" ? "" : text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  return { path, start: text.length, end: text.length, newText: `${gap}${code}` };
}

/** The headers that a file does not include itself, behind those that it does. */
export function addIncludes(file: CFacts, headers: readonly string[]): readonly TextEdit[] {
  const known = new Set(file.source.includes.map(({ path }) => path));
  const missing = headers.filter((header) => !known.has(header));
  if (missing.length === 0) return [];
  const at = behindIncludes(file);
  return [
    {
      path: file.path,
      start: at,
      end: at,
      newText: missing.map((header) => `#include "${header}"\n`).join(""),
    },
  ];
}

/** The beginning of the comment that stands directly before a definition, else of the definition. */
export function beforeDefinition({ text }: CFacts, start: number): number {
  const before = text.slice(0, start);
  const comment = /\/\*(?:[^*]|\*(?!\/))*\*\/\s*$/u.exec(before);
  const isNear = comment && !comment[0].replace(/^[^]*\*\//u, "").includes("\n\n");
  return isNear ? comment.index : start;
}

import { sqlTokenAt, tokenContent, type SqlToken } from "../../syntax/sql/sqlTokens";
import { scriptName } from "../../syntax/sql/scriptName";
import type { EditorWorkspace } from "../editorWorkspace";
import type { Candidate, Completion } from "./completion";

/** C functions in the symbols of a script, the library before them, SQL functions where one is named. */
export function completeSql(
  workspace: EditorWorkspace,
  path: string,
  text: string,
  offset: number,
): readonly Completion[] {
  const { before, current } = tokensBefore(text, offset);
  const words = before.slice(-4).map(({ start, end }) => text.slice(start, end));
  const last = (words.at(-1) ?? "").toUpperCase();
  if (current?.kind === "string") {
    const content = tokenContent(text, current);
    const span = { start: content.start, end: Math.max(content.end, offset) };
    // An unclosed string goes on to the end of the file.
    if (!current.isClosed) span.end = offset;
    const isSymbol = last === "," && words.at(-3)?.toUpperCase() === "AS";
    const candidates = isSymbol ? symbols(workspace, path) : last === "AS" ? libraries(workspace, path) : [];
    return candidates.map((candidate) => ({ ...candidate, span }));
  }
  if (current && current.kind !== "word") return [];
  const span = current ? { start: current.start, end: current.end } : { start: offset, end: offset };
  const isFunction =
    /^(?:FUNCTION|PROCEDURE)$/u.test(last) && !/^(?:CREATE|REPLACE)$/iu.test(words.at(-2) ?? "");
  const isMade =
    last === "=" && /^(?:FUNCTION|PROCEDURE|\w*FUNC|INPUT|OUTPUT|SEND|RECEIVE)$/iu.test(words.at(-2) ?? "");
  return isFunction || isMade
    ? sqlFunctions(workspace, path).map((candidate) => ({ ...candidate, span }))
    : [];
}

/** The tokens of the statement before the cursor, and the one that the cursor is in. */
function tokensBefore(text: string, offset: number): { before: SqlToken[]; current: SqlToken | undefined } {
  let before: SqlToken[] = [];
  for (let at = 0; at < offset;) {
    const token = sqlTokenAt(text, at);
    at = token.end;
    const isWhole = token.end < offset || (token.end === offset && token.kind !== "word" && token.isClosed);
    if (!isWhole) return { before, current: token.kind === "space" ? undefined : token };
    if (token.kind === "space" || token.kind === "comment" || token.kind === "meta") continue;
    before = token.kind === "symbol" && text[token.start] === ";" ? [] : [...before.slice(-7), token];
  }
  return { before, current: undefined };
}

/** C functions that are exported to SQL, those that no script names yet first. */
function symbols(
  { index: { entities, libraries: all } }: EditorWorkspace,
  path: string,
): readonly Candidate[] {
  const extension = scriptName(path)?.extension;
  const sources = new Set(
    all
      .filter((library) => library.extensions.some(({ name }) => name === extension))
      .flatMap((library) => library.sources),
  );
  const linked = new Set(entities.links.map(({ to }) => `${to.scope ?? ""}\0${to.name}`));
  return entities.exportedFunctions().flatMap(({ name, path: file }): Candidate[] => {
    if (sources.size > 0 && !sources.has(file)) return [];
    const isLinked = linked.has(`${file}\0${name}`);
    const detail = isLinked ? "C function, declared already" : "C function without a declaration";
    return [{ label: name, kind: "function", detail, rank: isLinked ? 1 : 0 }];
  });
}

function libraries({ index }: EditorWorkspace, path: string): readonly Candidate[] {
  const extension = scriptName(path)?.extension;
  const own = index.libraries.filter((library) => library.extensions.some(({ name }) => name === extension));
  return [
    { label: "MODULE_PATHNAME", kind: "constant", detail: "module_pathname of the control file", rank: 0 },
    ...own.map(({ name }): Candidate => ({ label: `$libdir/${name}`, kind: "text", detail: "the library" })),
  ];
}

function sqlFunctions({ index }: EditorWorkspace, path: string): readonly Candidate[] {
  const extension = scriptName(path)?.extension;
  return index.entities
    .ofKind("sqlFunction")
    .filter(({ scope }) => extension === undefined || scope === extension)
    .map(({ name, scope }) => ({ label: name, kind: "function", detail: `SQL function of ${scope ?? ""}` }));
}

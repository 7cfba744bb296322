import { fail, ok, type Result } from "../../base/result";
import type { TextEdit } from "../../base/textEdit";
import type { CFacts } from "../../facts/cFacts";
import { entityKey, type Entity, type Occurrence } from "../../index/entities/entity";
import { hides } from "../../index/entities/functionOccurrences";
import { interfaceNames } from "../../pg/dynpgextInterface";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf, standInFor, standsFor } from "../findDefinitions";
import { checkName, isPlainSqlName } from "./checkName";
import { expectedOutputEdits } from "./expectedOutput";
import type { TestFiles } from "./renamePlan";
import { renameText } from "./renameText";
import { replaceWords, sqlFunctionWords } from "./sqlNameEdits";

/**
 * Renames a C or an SQL function. Where a script gives no symbol, the SQL function and the C function share one
 * name in one place, and are renamed together.
 */
export function renameFunction(
  workspace: EditorWorkspace,
  entity: Entity,
  to: string,
  tests: TestFiles,
): Result<readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const each of sharingName(workspace, entity)) {
    const fits = checkName(each.kind, to);
    if (!fits.ok) return fits;
    const found =
      each.kind === "cFunction" ? renameInC(workspace, each, to) : renameInSql(workspace, each, to, tests);
    if (!found.ok) return found;
    edits.push(...found.value);
  }
  return ok(distinctEdits(edits));
}

/** The function and those that a script names with the same word. */
function sharingName({ index: { entities } }: EditorWorkspace, entity: Entity): readonly Entity[] {
  const found = new Map([[entityKey(entity), entity]]);
  for (const each of found.values()) {
    const others = each.kind === "cFunction" ? standsFor(entities, each) : standInFor(entities, each);
    const places = new Set(entities.occurrencesOf(each).map(placeKey));
    for (const other of others) {
      const isShared = entities
        .occurrencesOf(other)
        .some((occurrence) => occurrence.path.endsWith(".sql") && places.has(placeKey(occurrence)));
      if (isShared) found.set(entityKey(other), other);
    }
  }
  return [...found.values()];
}

function placeKey({ path, span }: Occurrence): string {
  return `${path}\0${span.start}\0${span.end}`;
}

function renameInC(workspace: EditorWorkspace, entity: Entity, to: string): Result<readonly TextEdit[]> {
  const { index } = workspace;
  const { name, scope } = entity;
  const definition = scope === undefined ? undefined : index.cFiles.get(scope);
  if (!definition) return fail("rename-undefined", `${name} is not defined in this workspace.`);
  const occurrences = index.entities.occurrencesOf(entity);
  const paths = new Set([definition.path, ...occurrences.map(({ path }) => path)]);
  for (const path of paths) {
    const file = index.cFiles.get(path);
    const clash = file && clashIn(file, name, to);
    if (clash !== undefined) return fail("rename-used", clash, "Choose another name.");
  }
  const other = index.entities
    .ofKind("cFunction")
    .find((fn) => fn.name === to && sharesLibrary(workspace, fn, entity));
  if (other || interfaceNames.includes(to))
    return fail(
      "rename-used",
      `There is a function ${to} in the same library already.`,
      "Choose another name.",
    );
  const named = occurrences
    .filter(({ form }) => form === "name")
    .map((one): TextEdit => ({ ...siteOf(one), newText: to }));
  const dead = [...paths].flatMap((path) => deadCode(index.cFiles.get(path), name, to));
  const hasTexts = occurrences.some(({ form, role }) => form !== "name" && role !== "spell");
  if (!hasTexts) return ok([...named, ...dead]);
  const texts = renameText(workspace, entity, to);
  return texts.ok ? ok([...named, ...dead, ...texts.value]) : texts;
}

function sharesLibrary({ index }: EditorWorkspace, a: Entity, b: Entity): boolean {
  return index.libraries.some(
    ({ sources }) =>
      sources.includes(a.scope ?? "") && (sources.includes(b.scope ?? "") || !b.scope?.endsWith(".c")),
  );
}

/** What the new name means in a file that uses the function, as far as that would take it. */
function clashIn(file: CFacts, name: string, to: string): string | undefined {
  const { variables, typedefs, enumerators, prototypes } = file.declarations;
  if (file.macrosNamed(to).length > 0) return `There is a macro ${to} already.`;
  if (variables.has(to) || typedefs.has(to) || enumerators.has(to) || prototypes.has(to))
    return `${to} is declared already in ${file.path.slice(file.path.lastIndexOf("/") + 1)}.`;
  const word = new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`, "u");
  for (const entry of file.functions) {
    if (!word.test(entry.placed.chunk.text)) continue;
    const definition = file.definitionOf(entry);
    if (definition && hides(definition, to))
      return `${entry.name}, which uses the function, has a variable or parameter ${to}.`;
  }
  return undefined;
}

/** The function's name in code that is not compiled for this target, or that was not understood. */
function deadCode(file: CFacts | undefined, name: string, to: string): TextEdit[] {
  if (!file) return [];
  const holes = file.source.chunks.flatMap(({ chunk, start }) =>
    chunk.text.includes(name)
      ? chunk.holes.map((hole) => ({ start: start + hole.start, end: start + hole.end }))
      : [],
  );
  const token = new RegExp(
    String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|/\*[^]*?\*/|//[^\n]*|(?<![\w$.]|->)(${name})(?![\w$])`,
    "gu",
  );
  return [...file.source.inactive, ...holes].flatMap(({ start, end }) =>
    [...file.text.slice(start, end).matchAll(token)]
      .filter((match) => match[1] !== undefined)
      .map((match) => ({
        path: file.path,
        start: start + match.index,
        end: start + match.index + name.length,
        newText: to,
      })),
  );
}

function renameInSql(
  workspace: EditorWorkspace,
  entity: Entity,
  to: string,
  tests: TestFiles,
): Result<readonly TextEdit[]> {
  const { entities } = workspace.index;
  const bare = entity.name.slice(entity.name.lastIndexOf(".") + 1);
  const schema = entity.name.slice(0, entity.name.length - bare.length);
  const taken = entities
    .ofKind("sqlFunction")
    .some((fn) => fn.scope === entity.scope && fn.name === schema + to);
  if (taken)
    return fail(
      "rename-used",
      `The extension has an SQL function ${schema}${to} already.`,
      "Choose another name.",
    );
  const edits: TextEdit[] = [];
  for (const path of entities.scriptsOf(entity.scope ?? "")) {
    const text = workspace.text(path) ?? "";
    const words = sqlFunctionWords(text, bare);
    for (const { path: at, span } of entities.occurrencesOf(entity)) {
      const isName = at === path && text.slice(span.start, span.end).toLowerCase() === bare;
      if (isName && !words.some(({ start, end }) => start <= span.start && span.end <= end))
        edits.push({ path, ...span, newText: to });
    }
    if (words.some(({ kind }) => kind === "word") && !isPlainSqlName(to))
      return fail(
        "rename-unquotable",
        `"${to}" needs quotes in SQL, and ${entity.name} is written without them.`,
        "Choose a name of lower-case letters, digits and _ that is no reserved word.",
      );
    edits.push(...replaceWords(path, text, words, to));
  }
  for (const [path, text] of tests) edits.push(...testEdits(path, text, bare, to));
  return ok(edits);
}

function testEdits(path: string, text: string, from: string, to: string): readonly TextEdit[] {
  if (path.endsWith(".sql")) return replaceWords(path, text, sqlFunctionWords(text, from), to);
  if (!path.endsWith(".out")) return [];
  const escaped = from.replace(/[$]/gu, "\\$&");
  const word = new RegExp(String.raw`(?<![\w$"])${escaped}(?=\s*\()|(?<=function ")${escaped}(?=")`, "gu");
  return expectedOutputEdits(path, text, word, { from, to });
}

/** An edit that several parts of a rename make is made once. */
export function distinctEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.path}\0${edit.start}\0${edit.end}`, edit])).values()];
}

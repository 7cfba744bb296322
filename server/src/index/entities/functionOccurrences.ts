import type { CFacts } from "../../facts/cFacts";
import { forEachExpression, forEachStatement } from "../../syntax/c/lower/walk";
import type { FunctionDefinition } from "../../syntax/c/model";
import type { MacroDefinition, PlacedChunk } from "../../syntax/c/source";
import type { LibraryProgram } from "../libraryProgram";
import type { Entity, Occurrence, OccurrenceRole } from "./entity";
import { functionEntity } from "./entityOf";
import type { EntitySources } from "./entitySources";
import { OccurrenceCollection } from "./occurrenceCollection";

/** The function of the workspace that `name` means in a C file. */
export function functionAt(name: string, path: string, sources: EntitySources): Entity | undefined {
  for (const program of programsWith(path, sources)) {
    const definition = program.findFunction(name, path);
    if (definition) return functionEntity(name, definition);
  }
  return undefined;
}

/** Every place of the C code where the function's name occurs. Parses only definitions that hold the name. */
export function collectFunction(entity: Entity, sources: EntitySources, into: OccurrenceCollection): void {
  const { name, scope } = entity;
  if (scope === undefined) return;
  const word = wordPattern(name);
  const holdsWord = new Map<CFacts, boolean>();
  const done = new Set<CFacts>();
  for (const program of programsWith(scope, sources)) {
    for (const file of program.files) {
      if (done.has(file)) continue;
      if (!holdsWord.has(file)) holdsWord.set(file, word.test(file.text));
      if (holdsWord.get(file) !== true) continue;
      if (program.findFunction(name, file.path)?.path !== scope) continue;
      done.add(file);
      const add = adder(entity, file, into);
      for (const placed of file.source.chunks)
        if (word.test(placed.chunk.text)) collectChunk(name, placed, add);
      for (const macro of file.source.macros) collectMacro(word, macro, file, add);
    }
  }
}

/** The same, only in the definition or macro that the offset is in. */
export function functionOccurrencesAt(
  entity: Entity,
  path: string,
  offset: number,
  { cFiles }: EntitySources,
): readonly Occurrence[] {
  const file = cFiles.get(path);
  const into = new OccurrenceCollection();
  if (!file) return [];
  const add = adder(entity, file, into);
  const placed = file.source.chunks.find(({ start, end }) => start <= offset && offset <= end);
  if (placed) collectChunk(entity.name, placed, add);
  for (const macro of file.source.macros) {
    if (macro.bodySpan.start <= offset && offset <= macro.bodySpan.end)
      collectMacro(wordPattern(entity.name), macro, file, add);
  }
  return into.occurrences;
}

type Add = (role: OccurrenceRole, start: number) => void;

function adder(entity: Entity, { path }: CFacts, into: OccurrenceCollection): Add {
  return (role, start) => {
    into.add(entity, role, "name", { path, start, end: start + entity.name.length });
  };
}

function wordPattern(name: string): RegExp {
  return new RegExp(String.raw`(?<![\w$])${name.replaceAll("$", String.raw`\$`)}(?![\w$])`, "u");
}

function collectChunk(name: string, { chunk, start }: PlacedChunk, add: Add): void {
  for (const definition of chunk.definitions) {
    if (definition.kind === "function") {
      if (definition.name === name) add("define", start + definition.nameSpan.start);
      if (hides(definition, name)) continue;
    } else if (definition.kind === "declaration") {
      for (const declarator of definition.declarators) {
        if (declarator.parameters && declarator.name === name)
          add("declare", start + declarator.nameSpan.start);
      }
    } else if (definition.kind === "hole") continue;
    const isExport = definition.kind === "macroInvocation" && definition.name === "PG_FUNCTION_INFO_V1";
    const callees = new Set<object>();
    forEachExpression(definition, (expression) => {
      if (expression.kind === "call") callees.add(expression.callee);
      if (expression.kind !== "identifier" || expression.name !== name) return;
      add(isExport ? "export" : callees.has(expression) ? "call" : "mention", start + expression.start);
    });
  }
}

/** A parameter or a local variable has the name. */
export function hides(definition: FunctionDefinition, name: string): boolean {
  let isHidden = definition.parameters.some((parameter) => parameter.name === name);
  forEachStatement(definition.body, (statement) => {
    if (statement.kind !== "declaration") return;
    isHidden ||= statement.declaration.declarators.some((each) => each.name === name && !each.parameters);
  });
  return isHidden;
}

/** Bodies of macros are no model: the words in them outside of literals. */
function collectMacro(word: RegExp, macro: MacroDefinition, file: CFacts, add: Add): void {
  const { bodySpan, parameters } = macro;
  const body = file.text.slice(bodySpan.start, bodySpan.end);
  if (!word.test(body) || parameters?.some((parameter) => word.test(parameter))) return;
  const token = new RegExp(String.raw`"(?:[^"\\\n]|\\[^])*"|/\*[^]*?\*/|//[^\n]*|(${word.source})`, "gu");
  for (const match of body.matchAll(token))
    if (match[1] !== undefined) add("mention", bodySpan.start + match.index);
}

/** The libraries that a C file is a part of. */
export function programsWith(path: string, sources: EntitySources): LibraryProgram[] {
  return sources.libraries
    .map((library) => sources.programOf(library))
    .filter((program) => program.visibleFrom(path).length > 0);
}

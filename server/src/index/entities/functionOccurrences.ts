import type { CFacts } from "../../facts/cFacts";
import { forEachExpression, forEachStatement } from "../../syntax/c/lower/walk";
import type { FunctionDefinition } from "../../syntax/c/model";
import type { PlacedChunk } from "../../syntax/c/source";
import type { LibraryProgram } from "../libraryProgram";
import type { Entity, OccurrenceForm, OccurrenceRole } from "./entity";
import { functionEntity } from "./entityOf";
import type { EntitySources } from "./entitySources";
import type { OccurrenceCollection } from "./occurrenceCollection";

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
  const word = new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`, "u");
  const done = new Set<CFacts>();
  for (const program of programsWith(scope, sources)) {
    for (const file of program.files) {
      if (done.has(file) || !word.test(file.text)) continue;
      if (program.findFunction(name, file.path)?.path !== scope) continue;
      done.add(file);
      const add = (role: OccurrenceRole, start: number, form: OccurrenceForm = "name"): void => {
        into.add(entity, role, form, { path: file.path, start, end: start + name.length });
      };
      for (const placed of file.source.chunks)
        if (word.test(placed.chunk.text)) collectChunk(name, placed, add);
      collectMacros(word, file, add);
    }
  }
}

type Add = (role: OccurrenceRole, start: number) => void;

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
function hides(definition: FunctionDefinition, name: string): boolean {
  let isHidden = definition.parameters.some((parameter) => parameter.name === name);
  forEachStatement(definition.body, (statement) => {
    if (statement.kind !== "declaration") return;
    isHidden ||= statement.declaration.declarators.some((each) => each.name === name && !each.parameters);
  });
  return isHidden;
}

/** Bodies of macros are no model: the words in them outside of literals. */
function collectMacros(word: RegExp, file: CFacts, add: Add): void {
  for (const { bodySpan, parameters } of file.source.macros) {
    const body = file.text.slice(bodySpan.start, bodySpan.end);
    if (!word.test(body) || parameters?.some((parameter) => word.test(parameter))) continue;
    const token = new RegExp(String.raw`"(?:[^"\\\n]|\\[^])*"|/\*[^]*?\*/|//[^\n]*|(${word.source})`, "gu");
    for (const match of body.matchAll(token))
      if (match[1] !== undefined) add("mention", bodySpan.start + match.index);
  }
}

function programsWith(path: string, sources: EntitySources): LibraryProgram[] {
  return sources.libraries
    .map((library) => sources.programOf(library))
    .filter((program) => program.files.some((file) => file.path === path));
}

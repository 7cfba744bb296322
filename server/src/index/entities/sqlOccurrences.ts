import { libraryBaseName } from "../library";
import type { SqlFunction, SqlScript } from "../../syntax/sql/sqlScript";
import { moduleName } from "../buildLibraries";
import type { Extension, Library } from "../library";
import type { Entity } from "./entity";
import { functionEntity, libraryEntity } from "./entityOf";
import type { EntitySources, ExtensionScript } from "./entitySources";
import type { OccurrenceCollection } from "./occurrenceCollection";

/** SQL functions of one extension's scripts, with the libraries and C functions behind them. */
export function collectScripts(
  scripts: readonly ExtensionScript[],
  sources: EntitySources,
  into: OccurrenceCollection,
): void {
  for (const script of scripts) {
    const content = script.read();
    if (content) collectScript(script, content, sources, into);
  }
}

/** The libraries that functions of the scripts name. */
export function librariesOf(
  extension: string,
  contents: readonly (SqlScript | undefined)[],
  sources: EntitySources,
): readonly Library[] {
  const files = new Set(
    contents.flatMap((content) =>
      (content?.functions ?? []).flatMap(({ language, library }) =>
        language === "c" ? (library ?? "") : [],
      ),
    ),
  );
  return [...files].flatMap((file) => libraryBehind(file, extension, sources) ?? []);
}

function collectScript(
  { path, extension }: ExtensionScript,
  content: SqlScript,
  sources: EntitySources,
  into: OccurrenceCollection,
): void {
  const entityOf = (schema: string | undefined, name: string): Entity => ({
    kind: "sqlFunction",
    name: schema === undefined || schema.startsWith("@") ? name : `${schema}.${name}`,
    scope: extension,
  });
  collectEchoes(path, content, into);
  for (const fn of content.functions) {
    const entity = entityOf(fn.schema, fn.name);
    into.add(entity, "define", "name", { path, ...fn.nameSpan });
    if (fn.language === "c" && fn.symbol !== undefined)
      collectLink(fn, fn.symbol, entity, { path, extension }, sources, into);
  }
  for (const { schema, name, span } of content.alters)
    into.add(entityOf(schema, name), "alter", "expression", { path, ...span });
  for (const { kind, schema, name, span } of content.drops) {
    if (kind === "function" || kind === "procedure" || kind === "routine")
      into.add(entityOf(schema, name), "drop", "expression", { path, ...span });
  }
  for (const { functions, span } of content.objects) {
    for (const { schema, name } of functions) {
      const entity = entityOf(schema, name);
      if (into.has(entity)) into.add(entity, "mention", "expression", { path, ...span });
    }
  }
}

/** `\echo Use "CREATE EXTENSION name" to load this file. \quit`, with which scripts begin. */
function collectEchoes(path: string, { metaCommands }: SqlScript, into: OccurrenceCollection): void {
  for (const { text, span } of metaCommands) {
    for (const match of text.matchAll(/\b(?:CREATE|ALTER)\s+EXTENSION\s+(\w+)/giu)) {
      const name = match[1]!;
      const start = span.start + match.index + match[0].length - name.length;
      into.add({ kind: "extension", name }, "mention", "name", { path, start, end: start + name.length });
    }
  }
}

/** From an SQL function in C to its library and its symbol there. */
function collectLink(
  fn: SqlFunction,
  symbol: string,
  entity: Entity,
  script: { readonly path: string; readonly extension: string },
  sources: EntitySources,
  into: OccurrenceCollection,
): void {
  const { path } = script;
  const library = libraryBehind(fn.library ?? "", script.extension, sources);
  const source = library?.sources[0];
  const definition =
    library && source !== undefined ? sources.programOf(library).findFunction(symbol, source) : undefined;
  const cFunction = functionEntity(symbol, definition);
  into.add(cFunction, "link", "name", { path, ...(fn.symbolSpan ?? fn.nameSpan) });
  into.link(entity, cFunction);
  if (!library || !fn.librarySpan) return;
  const isName =
    fn.librarySpan.end - fn.librarySpan.start === library.name.length && fn.library === library.name;
  into.add(libraryEntity(library), "link", isName ? "name" : "expression", { path, ...fn.librarySpan });
}

/**
 * The library that `AS 'file'` means: `MODULE_PATHNAME` stands for `module_pathname` of the control file.
 * Source: src/backend/commands/extension.c execute_extension_script, REL_15_STABLE.
 */
function libraryBehind(
  file: string,
  extension: string,
  { extensions, libraries }: EntitySources,
): Library | undefined {
  const own = extensions.filter(({ name }) => name === extension);
  const ofExtension = libraries.filter((library) => library.extensions.some((each) => own.includes(each)));
  const name = file === "MODULE_PATHNAME" ? onlyModuleName(own) : libraryBaseName(file);
  const named = (name === undefined ? [] : [...ofExtension, ...libraries]).find(
    (library) => library.name === name,
  );
  if (named || file !== "MODULE_PATHNAME") return named;
  return ofExtension.length === 1 ? ofExtension[0] : undefined;
}

function onlyModuleName(extensions: readonly Extension[]): string | undefined {
  const names = new Set(extensions.flatMap((extension) => moduleName(extension) ?? []));
  return names.size === 1 ? [...names][0] : undefined;
}

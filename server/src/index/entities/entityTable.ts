import type { SqlScript } from "../../syntax/sql/sqlScript";
import type { LibraryProgram } from "../libraryProgram";
import type { Entity, EntityKind, EntityLink, Occurrence } from "./entity";
import { entityKey } from "./entity";
import { functionEntity } from "./entityOf";
import type { EntitySources, ExtensionScript } from "./entitySources";
import { collectFunction, functionAt, functionOccurrencesAt, programsWith } from "./functionOccurrences";
import { collectInterface } from "./interfaceOccurrences";
import { collectNamedCalls } from "./namedCallOccurrences";
import { OccurrenceCollection } from "./occurrenceCollection";
import { collectPackaging } from "./packagingOccurrences";
import { collectScripts, librariesOf } from "./sqlOccurrences";

/**
 * Everything in a workspace that has a name, and where the name occurs. Nothing is computed before it is asked
 * for, and what no edit has touched is taken over from the table before; where a C function is used is looked
 * for function by function.
 */
export class EntityTable {
  private memoParts: readonly OccurrenceCollection[] | undefined;
  private readonly collected: OccurrenceCollection[] = [];
  private collecting: Generator<OccurrenceCollection, undefined> | undefined;
  private readonly functions = new Map<string, readonly Occurrence[]>();

  constructor(private readonly sources: EntitySources) {}

  /** All entities of a kind, by name. C functions: those that a library of the workspace defines. */
  ofKind(kind: EntityKind): readonly Entity[] {
    const found = new Map<string, Entity>();
    for (const { occurrences } of this.parts)
      for (const { entity } of occurrences)
        if (entity.kind === kind && !found.has(entityKey(entity))) found.set(entityKey(entity), entity);
    if (kind === "cFunction")
      for (const entity of this.definedFunctions()) found.set(entityKey(entity), entity);
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Every place where the name occurs, by path and place. */
  occurrencesOf(entity: Entity): readonly Occurrence[] {
    const key = entityKey(entity);
    let known = this.functions.get(key);
    if (!known) {
      const found = this.parts.flatMap((part) => part.of(entity));
      if (entity.kind === "cFunction") {
        const collection = new OccurrenceCollection();
        collectFunction(entity, this.sources, collection);
        found.push(...collection.occurrences);
      }
      known = distinct(sorted(found));
      this.functions.set(key, known);
    }
    return known;
  }

  /** The occurrences in a file, by place. C functions: only where something else than C code names them. */
  occurrencesIn(path: string): readonly Occurrence[] {
    return sorted(this.parts.flatMap((part) => part.in(path)));
  }

  /** The occurrences whose span holds the offset, its end included, the narrowest first. */
  entitiesAt(path: string, offset: number): readonly Occurrence[] {
    const holds = ({ span }: Occurrence): boolean =>
      span.start <= offset && offset <= span.end && span.start < span.end;
    const found = this.parts.flatMap((part) => part.in(path).filter(holds));
    const name = wordAt(this.sources.cFiles.get(path)?.text ?? "", offset);
    const entity = name === undefined ? undefined : functionAt(name, path, this.sources);
    if (entity) found.push(...functionOccurrencesAt(entity, path, offset, this.sources).filter(holds));
    return distinct(sorted(found)).sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  }

  /** What an extension script of the workspace says; undefined for any other file, and as long as there is no parser. */
  scriptAt(path: string): SqlScript | undefined {
    return this.sources
      .scripts()
      .find((script) => script.path === path)
      ?.read();
  }

  /** C functions with PG_FUNCTION_INFO_V1, each with the file that defines it. */
  exportedFunctions(): readonly { readonly name: string; readonly path: string }[] {
    const found = new Map<string, { readonly name: string; readonly path: string }>();
    for (const file of this.sources.cFiles.values()) {
      if (!file.text.includes("PG_FUNCTION_INFO_V1")) continue;
      for (const [, name = ""] of file.text.matchAll(/\bPG_FUNCTION_INFO_V1\s*\(\s*(\w+)\s*\)/gu)) {
        const definition = functionAt(name, file.path, this.sources);
        if (definition?.scope !== undefined)
          found.set(`${definition.scope}\0${name}`, { name, path: definition.scope });
      }
    }
    return [...found.values()];
  }

  /** The code of a library that a C file belongs to. */
  programWith(path: string): LibraryProgram | undefined {
    return programsWith(path, this.sources)[0];
  }

  /** Paths of an extension's scripts. */
  scriptsOf(extension: string): readonly string[] {
    return this.sources.scripts().flatMap((script) => (script.extension === extension ? script.path : []));
  }

  /** What stands for what: an SQL function for its C function, a worker for its main function. */
  get links(): readonly EntityLink[] {
    return this.parts.flatMap((part) => part.links);
  }

  /**
   * Does a part of what the first question would do: what one library or extension names. Returns whether anything
   * is left. Its owner turns the event loop in between.
   */
  collectSome(): boolean {
    if (this.memoParts) return false;
    const { memory } = this.sources;
    const before = memory.searches;
    this.collecting ??= this.collectParts();
    for (;;) {
      const { value, done } = this.collecting.next();
      if (done === true) {
        this.memoParts = this.collected;
        memory.endRound();
        return false;
      }
      this.collected.push(value);
      if (memory.searches !== before) return true;
    }
  }

  /** All that is found without looking for the uses of C functions. */
  private get parts(): readonly OccurrenceCollection[] {
    while (this.collectSome());
    return this.memoParts ?? [];
  }

  private *collectParts(): Generator<OccurrenceCollection, undefined> {
    const { sources } = this;
    const { memory, extensions, libraries, buildFiles } = sources;
    memory.beginRound();
    const scripts = sources.scripts();
    const named = scripts.map(({ path }) => path).join("\n");
    yield memory.part("packaging", [extensions, libraries, buildFiles, named], (into) =>
      collectPackaging(sources, into),
    );
    for (const view of sources.interfaceLibraries)
      yield memory.part(`interface ${view.library.id}`, [view], (into) => collectInterface(view, into));
    for (const library of libraries) {
      const program = sources.programOf(library);
      yield memory.part(`calls ${library.id}`, [program], (into) => collectNamedCalls(program, into));
    }
    for (const [extension, own] of byExtension(scripts)) {
      const contents = own.map((script) => script.read());
      const behind = librariesOf(extension, contents, sources);
      const shapes = behind.map((library) => sources.programOf(library).shape);
      yield memory.part(`scripts ${extension}`, [extensions, libraries, ...contents, ...shapes], (into) =>
        collectScripts(own, sources, into),
      );
    }
  }

  private *definedFunctions(): Iterable<Entity> {
    for (const library of this.sources.libraries) {
      for (const file of this.sources.programOf(library).files)
        for (const { name } of file.functions) yield functionEntity(name, file);
    }
  }
}

function byExtension(scripts: readonly ExtensionScript[]): ReadonlyMap<string, readonly ExtensionScript[]> {
  const groups = new Map<string, ExtensionScript[]>();
  for (const script of scripts)
    groups.set(script.extension, [...(groups.get(script.extension) ?? []), script]);
  return groups;
}

function sorted(occurrences: readonly Occurrence[]): Occurrence[] {
  return [...occurrences].sort((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return a.span.start - b.span.start || a.span.end - b.span.end;
  });
}

/** Several libraries can hold the same file. Expects equal occurrences to stand near each other. */
function distinct(occurrences: readonly Occurrence[]): Occurrence[] {
  const seen = new Set<string>();
  return occurrences.filter(({ entity, role, path, span }) => {
    const key = `${entityKey(entity)}\0${role}\0${path}\0${span.start}\0${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The C word that an offset stands in or at the end of. */
function wordAt(text: string, offset: number): string | undefined {
  const before = /[A-Za-z_]?\w*$/u.exec(text.slice(Math.max(0, offset - 128), offset))?.[0] ?? "";
  const after = /^\w*/u.exec(text.slice(offset, offset + 128))?.[0] ?? "";
  return /^[A-Za-z_]/u.test(before + after) ? before + after : undefined;
}

import type { Entity, EntityKind, EntityLink, Occurrence } from "./entity";
import { entityKey } from "./entity";
import { functionEntity } from "./entityOf";
import type { EntitySources } from "./entitySources";
import { collectFunction, functionAt } from "./functionOccurrences";
import { collectInterface } from "./interfaceOccurrences";
import { collectNamedCalls } from "./namedCallOccurrences";
import { OccurrenceCollection } from "./occurrenceCollection";
import { collectPackaging } from "./packagingOccurrences";
import { collectSql } from "./sqlOccurrences";

/**
 * Everything in a workspace that has a name, and where the name occurs. Nothing is computed before it is asked
 * for; where a C function is used is looked for function by function.
 */
export class EntityTable {
  private memoNamed: OccurrenceCollection | undefined;
  private memoByEntity: ReadonlyMap<string, readonly Occurrence[]> | undefined;
  private memoByPath: ReadonlyMap<string, readonly Occurrence[]> | undefined;
  private readonly functions = new Map<string, readonly Occurrence[]>();

  constructor(private readonly sources: EntitySources) {}

  /** All entities of a kind, by name. C functions: those that a library of the workspace defines. */
  ofKind(kind: EntityKind): readonly Entity[] {
    const found = new Map<string, Entity>();
    for (const { entity } of this.named.occurrences)
      if (entity.kind === kind) found.set(entityKey(entity), entity);
    if (kind === "cFunction")
      for (const entity of this.definedFunctions()) found.set(entityKey(entity), entity);
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Every place where the name occurs, by path and place. */
  occurrencesOf(entity: Entity): readonly Occurrence[] {
    const key = entityKey(entity);
    if (entity.kind !== "cFunction") return this.byEntity.get(key) ?? [];
    let known = this.functions.get(key);
    if (!known) {
      const collection = new OccurrenceCollection();
      collectFunction(entity, this.sources, collection);
      known = sorted([...collection.occurrences, ...(this.byEntity.get(key) ?? [])]);
      this.functions.set(key, known);
    }
    return known;
  }

  /** The occurrences whose span holds the offset, its end included, the narrowest first. */
  entitiesAt(path: string, offset: number): readonly Occurrence[] {
    const holds = ({ path: at, span }: Occurrence): boolean =>
      at === path && span.start <= offset && offset <= span.end && span.start < span.end;
    const found = (this.byPath.get(path) ?? []).filter(holds);
    const name = wordAt(this.sources.cFiles.get(path)?.text ?? "", offset);
    const entity = name === undefined ? undefined : functionAt(name, path, this.sources);
    if (entity) {
      for (const occurrence of this.occurrencesOf(entity))
        if (holds(occurrence) && !found.includes(occurrence)) found.push(occurrence);
    }
    return found.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  }

  /** What stands for what: an SQL function for its C function, a worker for its main function. */
  get links(): readonly EntityLink[] {
    return this.named.links;
  }

  /** All that is found without looking for the uses of C functions. */
  private get named(): OccurrenceCollection {
    if (this.memoNamed) return this.memoNamed;
    const { sources } = this;
    const collection = new OccurrenceCollection();
    collectPackaging(sources, collection);
    for (const view of sources.interfaceLibraries) collectInterface(view, collection);
    for (const library of sources.libraries) collectNamedCalls(sources.programOf(library), collection);
    collectSql(sources, collection);
    this.memoNamed = collection;
    return collection;
  }

  private get byEntity(): ReadonlyMap<string, readonly Occurrence[]> {
    this.memoByEntity ??= grouped(this.named.occurrences, ({ entity }) => entityKey(entity));
    return this.memoByEntity;
  }

  private get byPath(): ReadonlyMap<string, readonly Occurrence[]> {
    this.memoByPath ??= grouped(this.named.occurrences, ({ path }) => path);
    return this.memoByPath;
  }

  private *definedFunctions(): Iterable<Entity> {
    for (const library of this.sources.libraries) {
      for (const file of this.sources.programOf(library).files)
        for (const { name } of file.functions) yield functionEntity(name, file);
    }
  }
}

function grouped(
  occurrences: readonly Occurrence[],
  keyOf: (occurrence: Occurrence) => string,
): ReadonlyMap<string, readonly Occurrence[]> {
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of sorted(occurrences)) {
    const key = keyOf(occurrence);
    const group = groups.get(key);
    if (group) group.push(occurrence);
    else groups.set(key, [occurrence]);
  }
  return groups;
}

function sorted(occurrences: readonly Occurrence[]): Occurrence[] {
  return [...occurrences].sort((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return a.span.start - b.span.start || a.span.end - b.span.end;
  });
}

/** The C word that an offset stands in or at the end of. */
function wordAt(text: string, offset: number): string | undefined {
  const before = /[A-Za-z_]?\w*$/u.exec(text.slice(Math.max(0, offset - 128), offset))?.[0] ?? "";
  const after = /^\w*/u.exec(text.slice(offset, offset + 128))?.[0] ?? "";
  return /^[A-Za-z_]/u.test(before + after) ? before + after : undefined;
}

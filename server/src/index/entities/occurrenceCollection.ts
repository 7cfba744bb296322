import type { Site } from "../../base/span";
import { piecesOf } from "../../flow/evaluate/text";
import type { TextPiece, TextValue } from "../../flow/evaluate/value";
import {
  entityKey,
  type Entity,
  type EntityLink,
  type Occurrence,
  type OccurrenceForm,
  type OccurrenceRole,
} from "./entity";

/** Gathers occurrences, each once, and hands out one object per entity. */
export class OccurrenceCollection {
  readonly occurrences: Occurrence[] = [];
  readonly links: EntityLink[] = [];
  private readonly entities = new Map<string, Entity>();
  private readonly seen = new Set<string>();
  private readonly linked = new Set<string>();
  private byEntity: ReadonlyMap<string, readonly Occurrence[]> | undefined;
  private byPath: ReadonlyMap<string, readonly Occurrence[]> | undefined;

  entity(entity: Entity): Entity {
    const key = entityKey(entity);
    const known = this.entities.get(key);
    if (!known) this.entities.set(key, entity);
    return known ?? entity;
  }

  has(entity: Entity): boolean {
    return this.entities.has(entityKey(entity));
  }

  /** Those of an entity, in the order in which they were found. To be asked when everything is gathered. */
  of(entity: Entity): readonly Occurrence[] {
    this.byEntity ??= grouped(this.occurrences, (occurrence) => entityKey(occurrence.entity));
    return this.byEntity.get(entityKey(entity)) ?? [];
  }

  /** Those in a file. To be asked when everything is gathered. */
  in(path: string): readonly Occurrence[] {
    this.byPath ??= grouped(this.occurrences, (occurrence) => occurrence.path);
    return this.byPath.get(path) ?? [];
  }

  add(
    entity: Entity,
    role: OccurrenceRole,
    form: OccurrenceForm,
    { path, start, end }: Site,
    pieces?: readonly TextPiece[],
  ): void {
    const key = `${entityKey(entity)}\0${role}\0${path}\0${start}\0${end}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.occurrences.push({
      entity: this.entity(entity),
      role,
      form,
      path,
      span: { start, end },
      ...(pieces ? { pieces } : {}),
    });
  }

  /** A use at `site` of the name that `text` holds: the literal may stand there or elsewhere. */
  addText(entity: Entity, role: OccurrenceRole, text: TextValue, site: Site): void {
    const { literal } = text;
    if (literal?.path === site.path && literal.start === site.start) {
      this.add(entity, role, "literal", literal);
      return;
    }
    this.add(entity, role, "expression", site, piecesOf(text));
    if (literal) this.add(entity, "spell", "literal", literal);
  }

  link(from: Entity, to: Entity): void {
    const key = `${entityKey(from)}\0${entityKey(to)}`;
    if (this.linked.has(key)) return;
    this.linked.add(key);
    this.links.push({ from: this.entity(from), to: this.entity(to) });
  }
}

function grouped(
  occurrences: readonly Occurrence[],
  keyOf: (occurrence: Occurrence) => string,
): ReadonlyMap<string, readonly Occurrence[]> {
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence);
    const group = groups.get(key);
    if (group) group.push(occurrence);
    else groups.set(key, [occurrence]);
  }
  return groups;
}

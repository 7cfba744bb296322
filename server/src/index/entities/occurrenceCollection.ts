import type { Site } from "../../base/span";
import type { TextValue } from "../../flow/evaluate/value";
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

  entity(entity: Entity): Entity {
    const key = entityKey(entity);
    const known = this.entities.get(key);
    if (!known) this.entities.set(key, entity);
    return known ?? entity;
  }

  has(entity: Entity): boolean {
    return this.entities.has(entityKey(entity));
  }

  add(entity: Entity, role: OccurrenceRole, form: OccurrenceForm, { path, start, end }: Site): void {
    const key = `${entityKey(entity)}\0${role}\0${path}\0${start}\0${end}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.occurrences.push({ entity: this.entity(entity), role, form, path, span: { start, end } });
  }

  /** A use at `site` of the name that `text` holds: the literal may stand there or elsewhere. */
  addText(entity: Entity, role: OccurrenceRole, { literal }: TextValue, site: Site): void {
    if (literal?.path === site.path && literal.start === site.start) {
      this.add(entity, role, "literal", literal);
      return;
    }
    this.add(entity, role, "expression", site);
    if (literal) this.add(entity, "spell", "literal", literal);
  }

  link(from: Entity, to: Entity): void {
    const link = { from: this.entity(from), to: this.entity(to) };
    if (!this.links.some((known) => known.from === link.from && known.to === link.to)) this.links.push(link);
  }
}

/** The one place where the tests of the entity table touch the engine. */
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import type { IndexedWorkspace } from "../../server/src/engine/workspace";
import type { Entity, EntityKind, Occurrence } from "../../server/src/index/entities/entity";
import { loadSqlParser } from "../../server/src/syntax/sql/loadSqlParser";
import { nameOf, root, workspaceOptions, type Files } from "../engine/analyseFiles";

export class Entities {
  private constructor(
    readonly workspace: IndexedWorkspace,
    private readonly files: Files,
  ) {}

  static async of(files: Files | Record<string, string>): Promise<Entities> {
    const workspace = createWorkspace(root, workspaceOptions());
    const map = files instanceof Map ? files : new Map(Object.entries(files as Record<string, string>));
    for (const [name, text] of map) workspace.setFile(`${root}/${name}`, text);
    workspace.provideSqlParser(await loadSqlParser());
    return new Entities(workspace, map);
  }

  names(kind: EntityKind): string[] {
    return this.workspace.index.entities.ofKind(kind).map(({ name }) => name);
  }

  /** Every occurrence of the one entity with the name: `file:line role text`. */
  places(kind: EntityKind, name: string): string[] {
    const found = this.workspace.index.entities.ofKind(kind).filter((entity) => entity.name === name);
    if (found.length !== 1) throw new Error(`${found.length} entities ${kind} ${name}`);
    return this.occurrences(found[0]!).map((occurrence) => this.describe(occurrence));
  }

  occurrences(entity: Entity): readonly Occurrence[] {
    return this.workspace.index.entities.occurrencesOf(entity);
  }

  /** What stands where `marked` has its `|`: `kind name role`. The mark is no part of the file. */
  at(file: string, marked: string): string[] {
    const text = this.files.get(file) ?? "";
    const start = text.indexOf(marked.replace("|", ""));
    if (start < 0) throw new Error(`no ${marked}`);
    return this.workspace.index.entities
      .entitiesAt(`${root}/${file}`, start + marked.indexOf("|"))
      .map(({ entity, role }) => `${entity.kind} ${entity.name} ${role}`);
  }

  /** `kind name > kind name`. */
  get links(): string[] {
    return this.workspace.index.entities.links
      .map(({ from, to }) => `${from.kind} ${from.name} > ${to.kind} ${to.name}`)
      .sort();
  }

  private describe({ path, span, role }: Occurrence): string {
    const name = nameOf(path);
    const text = this.files.get(name) ?? "";
    const line = text.slice(0, span.start).split("\n").length;
    return `${name}:${line} ${role} ${text.slice(span.start, span.end)}`.trimEnd();
  }
}

import { compareSites, sameSite, type Site } from "../base/span";
import { entityKey, type Entity, type Occurrence } from "../index/entities/entity";
import type { EntityTable } from "../index/entities/entityTable";
import type { EditorWorkspace } from "./editorWorkspace";
import { fileNamedAt } from "./fileNamedAt";
import { isOwner, occurrencesAt } from "./occurrencesAt";

/**
 * Where what stands at an offset comes from. At a definition: the other side of it, so that a C function leads to
 * its SQL declaration and back, and a worker's main function to its registration.
 */
export function findDefinitions(workspace: EditorWorkspace, path: string, offset: number): readonly Site[] {
  const { entities } = workspace.index;
  const here = occurrencesAt(workspace, path, offset);
  const found = here.flatMap((occurrence) => targetsOf(occurrence, entities));
  if (found.length > 0) return distinctSites(found);
  const file = fileNamedAt(workspace, path, offset);
  if (file !== undefined) return [{ path: file, start: 0, end: 0 }];
  return distinctSites(here.filter(isOwner).map(siteOf));
}

export function siteOf({ path, span }: Occurrence): Site {
  return { path, ...span };
}

/** What stands for `entity`: the SQL functions and workers of a C function. */
export function standsFor(entities: EntityTable, entity: Entity): readonly Entity[] {
  const key = entityKey(entity);
  return entities.links.filter(({ to }) => entityKey(to) === key).map(({ from }) => from);
}

/** What `entity` stands for: the C function of an SQL function or a worker. */
export function standInFor(entities: EntityTable, entity: Entity): readonly Entity[] {
  const key = entityKey(entity);
  return entities.links.filter(({ from }) => entityKey(from) === key).map(({ to }) => to);
}

function targetsOf(occurrence: Occurrence, entities: EntityTable): readonly Site[] {
  const { entity } = occurrence;
  switch (entity.kind) {
    case "cFunction":
      return functionTargets(occurrence, entities);
    case "sqlFunction":
      return sqlTargets(occurrence, entities);
    case "shmemName":
    case "worker":
    case "extension":
    case "library":
    case "guc":
    case "lwlockTranche":
    case "shmemStruct":
    case "dsmSegment":
      return nameTargets(occurrence, entities);
  }
}

function functionTargets(occurrence: Occurrence, entities: EntityTable): readonly Site[] {
  const all = entities.occurrencesOf(occurrence.entity);
  const definitions = all.filter(({ role }) => role === "define");
  const declarations = all.filter(({ role }) => role === "declare");
  const links = all.filter(({ role }) => role === "link");
  if (occurrence.role === "define") return links.map(siteOf);
  if (occurrence.role === "export") return [...definitions, ...links].map(siteOf);
  return (definitions.length > 0 ? definitions : declarations).map(siteOf);
}

function sqlTargets({ entity, role }: Occurrence, entities: EntityTable): readonly Site[] {
  if (role !== "define")
    return entities
      .occurrencesOf(entity)
      .filter((other) => other.role === "define")
      .map(siteOf);
  return standInFor(entities, entity).flatMap((fn) =>
    entities
      .occurrencesOf(fn)
      .filter((other) => other.role === "define")
      .map(siteOf),
  );
}

/** Whoever brings the name into being; there, the literals that spell it, and what the worker runs. */
function nameTargets(occurrence: Occurrence, entities: EntityTable): readonly Site[] {
  const { entity } = occurrence;
  const here = siteOf(occurrence);
  if (!isOwner(occurrence))
    return entities
      .occurrencesOf(entity)
      .filter((other) => isOwner(other) && !sameSite(siteOf(other), here))
      .map(siteOf);
  const spelled = (occurrence.pieces ?? []).flatMap(({ literal }) => literal ?? []);
  const mains = entity.kind === "worker" ? standInFor(entities, entity) : [];
  return [
    ...spelled,
    ...mains.flatMap((fn) =>
      entities
        .occurrencesOf(fn)
        .filter(({ role }) => role === "define")
        .map(siteOf),
    ),
  ];
}

export function distinctSites(sites: readonly Site[]): readonly Site[] {
  const sorted = [...sites].sort(compareSites);
  return sorted.filter((site, i) => i === 0 || !sameSite(site, sorted[i - 1]!));
}

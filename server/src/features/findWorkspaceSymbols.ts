import type { Site } from "../base/span";
import type { Entity, EntityKind } from "../index/entities/entity";
import { entryPoints } from "../pg/dynpgextInterface";
import type { SymbolKind } from "./documentSymbol";
import type { EditorWorkspace } from "./editorWorkspace";
import { siteOf, standsFor } from "./findDefinitions";
import { isOwner } from "./occurrencesAt";

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** What it is, and whose. */
  readonly container: string;
  readonly site: Site;
}

/** More would not be read. */
const most = 500;

const kinds: readonly (readonly [EntityKind, SymbolKind, string])[] = [
  ["shmemName", "memory", "shared memory"],
  ["worker", "worker", "background worker"],
  ["sqlFunction", "function", "SQL function"],
  ["extension", "extension", "extension"],
  ["guc", "setting", "setting"],
  ["lwlockTranche", "lock", "LWLock tranche"],
  ["shmemStruct", "memory", "shared memory of PostgreSQL"],
  ["dsmSegment", "memory", "dynamic shared memory"],
];

/** The things of the workspace whose name holds the letters of the query in their order. */
export function findWorkspaceSymbols(workspace: EditorWorkspace, query: string): readonly WorkspaceSymbol[] {
  const { entities } = workspace.index;
  const found: WorkspaceSymbol[] = [];
  const add = (entity: Entity, kind: SymbolKind, container: string): void => {
    if (found.length >= most || !matches(query, entity.name)) return;
    const owner = entities.occurrencesOf(entity).find(isOwner);
    if (owner) found.push({ name: entity.name, kind, container, site: siteOf(owner) });
  };
  for (const [kind, symbol, words] of kinds) {
    for (const entity of entities.ofKind(kind))
      add(entity, symbol, entity.kind === "sqlFunction" ? `${words} of ${entity.scope ?? ""}` : words);
  }
  for (const entity of entities.ofKind("cFunction")) {
    if (!matches(query, entity.name)) continue;
    const isEntry = entity.name in entryPoints;
    if (isEntry || standsFor(entities, entity).length > 0)
      add(entity, "function", isEntry ? "entry point" : "C function");
  }
  return found;
}

function matches(query: string, name: string): boolean {
  const letters = name.toLowerCase();
  let at = -1;
  for (const letter of query.toLowerCase()) {
    if (/\s/u.test(letter)) continue;
    at = letters.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

import type { Site, Span } from "../base/span";
import { entityKey, type Entity, type Occurrence } from "../index/entities/entity";
import type { LensTarget } from "../protocol/lensCommands";
import { describePlace } from "./describePlace";
import type { EditorWorkspace } from "./editorWorkspace";
import { siteOf } from "./findDefinitions";
import { nameIn } from "./listDocumentSymbols";
import { sqlFunctionsBehind, sqlSignature } from "./sqlFunctionsBehind";

/** A line of text above a line of code. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  readonly action:
    | { readonly kind: "show"; readonly sites: readonly Site[] }
    /** Something that is done with the extension of the file. */
    | { readonly kind: "run"; readonly what: "load" | "run" | "debug"; readonly target?: LensTarget };
}

/** What the code of a file is to the rest of the workspace. */
export function listLenses(workspace: EditorWorkspace, path: string): readonly Lens[] {
  const file = workspace.index.cFiles.get(path);
  if (!file) return path.endsWith(".sql") ? sqlLenses(workspace, path) : [];
  const lenses = allocationLenses(workspace, path);
  const linked = functionsLinked(workspace, path);
  for (const { name, placed } of file.functions) {
    const span = nameIn(placed.chunk.text, name, placed.start);
    if (!span) continue;
    if (name === "_Dynpgext_init") lenses.push(...initLenses(span));
    for (const lens of linked.get(name) ?? []) lenses.push({ ...lens, span });
  }
  return lenses.sort((a, b) => a.span.start - b.span.start);
}

function allocationLenses(workspace: EditorWorkspace, path: string): Lens[] {
  const { entities } = workspace.index;
  return entities.occurrencesIn(path).flatMap(({ entity, role, span }): Lens[] => {
    if (entity.kind !== "shmemName" || role !== "allocate") return [];
    const sites = entities.occurrencesOf(entity).filter(isLookup).map(siteOf);
    const count =
      sites.length === 0 ? "no look-ups" : sites.length === 1 ? "1 look-up" : `${sites.length} look-ups`;
    const title = `${count} of ${entity.name}`;
    return [{ span, title, action: { kind: "show", sites } }];
  });
}

function isLookup({ role }: Occurrence): boolean {
  return role === "lookup";
}

function initLenses(span: Span): readonly Lens[] {
  const lens = (title: string, what: "load" | "run" | "debug"): Lens => ({
    span,
    title,
    action: { kind: "run", what },
  });
  return [lens("Build and Load", "load"), lens("Run", "run"), lens("Debug", "debug")];
}

/** For each function of the file what names it from outside: SQL declarations, registrations of workers. */
function functionsLinked(
  workspace: EditorWorkspace,
  path: string,
): ReadonlyMap<string, readonly Omit<Lens, "span">[]> {
  const { entities } = workspace.index;
  const linked = new Map<string, Omit<Lens, "span">[]>();
  const done = new Set<string>();
  for (const { from, to } of entities.links) {
    if (to.kind !== "cFunction" || to.scope !== path || done.has(entityKey(to) + from.kind)) continue;
    done.add(entityKey(to) + from.kind);
    const lenses = from.kind === "worker" ? workerLenses(workspace, to) : sqlDeclarations(workspace, to);
    linked.set(to.name, [...(linked.get(to.name) ?? []), ...lenses]);
  }
  return linked;
}

function workerLenses(workspace: EditorWorkspace, main: Entity): readonly Omit<Lens, "span">[] {
  const { entities } = workspace.index;
  const workers = entities.links.filter(
    ({ from, to }) => from.kind === "worker" && entityKey(to) === entityKey(main),
  );
  return workers.flatMap(({ from }) => {
    const sites = entities
      .occurrencesOf(from)
      .filter(({ role }) => role === "register")
      .map(siteOf);
    const places = sites.map((site) => describePlace(workspace, site)).join(", ");
    return [
      { title: `worker ${from.name}, registered in ${places}`, action: { kind: "show", sites } },
      debugLens("Debug start-up", { kind: "worker", name: from.name, functionName: main.name }),
    ];
  });
}

function debugLens(title: string, target: LensTarget): Omit<Lens, "span"> {
  return { title, action: { kind: "run", what: "debug", target } };
}

function sqlDeclarations(workspace: EditorWorkspace, fn: Entity): readonly Omit<Lens, "span">[] {
  const behind = sqlFunctionsBehind(workspace, fn).map(({ fn: declared, path }): Omit<Lens, "span"> => ({
    title: `SQL: ${sqlSignature(declared)}`,
    action: { kind: "show", sites: [{ path, ...declared.nameSpan }] },
  }));
  return behind.length === 0 ? [] : [...behind, debugLens("Debug", { kind: "function", name: fn.name })];
}

function sqlLenses(workspace: EditorWorkspace, path: string): readonly Lens[] {
  const { entities } = workspace.index;
  return entities.occurrencesIn(path).flatMap(({ entity, role, span }): Lens[] => {
    if (entity.kind !== "cFunction" || role !== "link") return [];
    const definition = entities.occurrencesOf(entity).find((occurrence) => occurrence.role === "define");
    if (!definition) return [];
    const site = siteOf(definition);
    const title = `C: ${entity.name}, ${describePlace(workspace, site)}`;
    return [{ span, title, action: { kind: "show", sites: [site] } }];
  });
}

import type { Entity, Occurrence } from "../../index/entities/entity";
import { argumentMacros } from "../../pg/argumentMacros";
import { describePlace } from "../describePlace";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf, standInFor, standsFor } from "../findDefinitions";
import { isOwner } from "../occurrencesAt";
import {
  inputArguments,
  sqlDefinitions,
  sqlFunctionsBehind,
  sqlSignature,
  type PlacedSqlFunction,
} from "../sqlFunctionsBehind";
import { describeShmem } from "./describeShmem";
import { describeWorker } from "./describeWorker";
import { lengthOfName } from "./lengthOfName";
import { placeList } from "./placeList";

/** What is known of something that has a name, in Markdown; undefined when that is no more than its name. */
export function describeEntity(workspace: EditorWorkspace, entity: Entity): string | undefined {
  switch (entity.kind) {
    case "shmemName":
      return describeShmem(workspace, entity.name);
    case "worker":
      return describeWorker(workspace, entity);
    case "cFunction":
      return describeCFunction(workspace, entity);
    case "sqlFunction":
      return describeSqlFunction(workspace, entity);
    case "extension":
      return describeExtension(workspace, entity);
    case "library":
      return describeNamed(workspace, entity, "shared library");
    case "guc":
      return describeNamed(workspace, entity, "setting");
    case "lwlockTranche":
      return describeNamed(workspace, entity, "LWLock tranche");
    case "shmemStruct":
      return describeNamed(workspace, entity, "shared memory of PostgreSQL");
    case "dsmSegment":
      return describeNamed(workspace, entity, "dynamic shared memory");
  }
}

const verbs: Partial<Record<Occurrence["role"], string>> = {
  define: "defined",
  request: "requested",
  register: "registered",
  allocate: "made",
  lookup: "looked up",
  set: "set",
  link: "named",
  build: "built",
};

function describeNamed(workspace: EditorWorkspace, entity: Entity, what: string): string {
  const all = workspace.index.entities.occurrencesOf(entity);
  const owners = all.filter(isOwner);
  const others = all.filter((occurrence) => !isOwner(occurrence));
  const lines = [...owners, ...others].flatMap((occurrence) => {
    const verb = verbs[occurrence.role];
    return verb === undefined ? [] : placeList(workspace, [occurrence], verb);
  });
  const shown = lines.slice(0, 8);
  const more = lines.length > shown.length ? [`- and ${lines.length - shown.length} more`] : [];
  return [`**${what}** \`${entity.name}\`${lengthOfName(entity)}`, [...shown, ...more].join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

function describeCFunction(workspace: EditorWorkspace, entity: Entity): string | undefined {
  const declared = sqlFunctionsBehind(workspace, entity).map((each) => sqlBlock(workspace, each));
  const workers = standsFor(workspace.index.entities, entity)
    .filter(({ kind }) => kind === "worker")
    .map((worker) => `main function of background worker \`${worker.name}\``);
  const parts = [...declared, ...workers];
  return parts.length > 0 ? parts.join("\n\n") : undefined;
}

function sqlBlock(workspace: EditorWorkspace, { fn, path }: PlacedSqlFunction): string {
  const { strict, volatility, parallel, span } = fn;
  const traits = [
    volatility.toUpperCase(),
    ...(strict ? ["STRICT"] : []),
    ...(parallel === "unsafe" ? [] : [`PARALLEL ${parallel.toUpperCase()}`]),
  ].join(" ");
  const place = describePlace(workspace, { path, ...span });
  const nulls = strict ? "" : "\n\nNot STRICT: look at `PG_ARGISNULL` before an argument.";
  return `\`\`\`sql\n${fn.kind.toUpperCase()} ${sqlSignature(fn)} ${traits}\n\`\`\`\n${place}${argumentTable(fn)}${nulls}`;
}

function argumentTable(fn: PlacedSqlFunction["fn"]): string {
  const lines = inputArguments(fn).map(({ name, type }, i) => {
    const macros = argumentMacros(type);
    const how = macros ? `\`PG_GETARG_${macros.get}(${i})\`` : `\`PG_GETARG_DATUM(${i})\``;
    return `- ${name ?? `$${i + 1}`} \`${type}\`: ${how}`;
  });
  return lines.length === 0 ? "" : `\n\n${lines.join("\n")}`;
}

function describeSqlFunction(workspace: EditorWorkspace, entity: Entity): string | undefined {
  const { entities } = workspace.index;
  const definitions = sqlDefinitions(workspace, entity);
  if (definitions.length === 0) return undefined;
  const behind = standInFor(entities, entity).map((fn) => {
    const definition = entities.occurrencesOf(fn).find(({ role }) => role === "define");
    return definition
      ? `C function \`${fn.name}\`, ${describePlace(workspace, siteOf(definition))}`
      : `C function \`${fn.name}\`, which this workspace does not define`;
  });
  return [...definitions.map((each) => sqlBlock(workspace, each)), ...behind].join("\n\n");
}

function describeExtension(workspace: EditorWorkspace, { name }: Entity): string {
  const own = workspace.index.extensions.filter((extension) => extension.name === name);
  if (own.length === 0) return `**extension** \`${name}\`: not of this workspace`;
  const lines = own.map(({ version, path }) => {
    const said = version === undefined ? "no default version" : `version ${version}`;
    return `- ${said}, ${describePlace(workspace, { path, start: 0, end: 0 }).replace(/:1$/u, "")}`;
  });
  return `**extension** \`${name}\`\n\n${lines.join("\n")}`;
}

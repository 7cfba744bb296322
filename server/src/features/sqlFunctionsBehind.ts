import type { Entity } from "../index/entities/entity";
import type { SqlArgument, SqlFunction } from "../syntax/sql/sqlScript";
import type { EditorWorkspace } from "./editorWorkspace";
import { standsFor } from "./findDefinitions";

/** A function that a script creates. */
export interface PlacedSqlFunction {
  readonly fn: SqlFunction;
  readonly path: string;
}

/** Every `CREATE FUNCTION` of an SQL function: overloads, and those of later versions. */
export function sqlDefinitions({ index }: EditorWorkspace, entity: Entity): readonly PlacedSqlFunction[] {
  return index.entities.occurrencesOf(entity).flatMap(({ role, path, span }) => {
    const fn =
      role === "define"
        ? index.entities.scriptAt(path)?.functions.find(({ nameSpan }) => nameSpan.start === span.start)
        : undefined;
    return fn ? { fn, path } : [];
  });
}

/** The SQL functions whose symbol a C function is. */
export function sqlFunctionsBehind(
  workspace: EditorWorkspace,
  cFunction: Entity,
): readonly PlacedSqlFunction[] {
  return standsFor(workspace.index.entities, cFunction)
    .filter(({ kind }) => kind === "sqlFunction")
    .flatMap((entity) => sqlDefinitions(workspace, entity))
    .filter(({ fn }) => fn.symbol === cFunction.name);
}

/** `name(a integer, OUT b text) RETURNS SETOF text`, on one line. */
export function sqlSignature(fn: SqlFunction): string {
  const args = fn.args.filter(({ mode }) => mode !== "table").map(showArgument);
  const columns = fn.args.filter(({ mode }) => mode === "table").map(showArgument);
  const returns =
    columns.length > 0
      ? ` RETURNS TABLE (${columns.join(", ")})`
      : fn.returns
        ? ` RETURNS ${fn.returns.setof ? "SETOF " : ""}${fn.returns.type}`
        : "";
  return `${fn.schema === undefined ? "" : `${fn.schema}.`}${fn.name}(${args.join(", ")})${returns}`;
}

function showArgument({ name, type, mode, default: value }: SqlArgument): string {
  const modeWord = mode === "in" || mode === "table" ? "" : `${mode.toUpperCase()} `;
  return `${modeWord}${name === undefined ? "" : `${name} `}${type}${value === undefined ? "" : ` DEFAULT ${value}`}`;
}

/** The arguments that the C function is called with. */
export function inputArguments({ args }: SqlFunction): readonly SqlArgument[] {
  return args.filter(({ mode }) => mode !== "out" && mode !== "table");
}

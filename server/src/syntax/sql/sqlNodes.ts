import type { SqlNode } from "./sqlParser";
import { unmaskName } from "./maskScript";

/** Total access to PostgreSQL's parse tree: what is not there is empty. */
export function child(node: SqlNode | undefined, key: string): SqlNode {
  const value = node?.[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as SqlNode) : {};
}

export function children(node: SqlNode | undefined, key: string): readonly SqlNode[] {
  const value = node?.[key];
  return Array.isArray(value) ? (value as SqlNode[]) : [];
}

export function textAt(node: SqlNode | undefined, key: string): string | undefined {
  const value = node?.[key];
  return typeof value === "string" ? value : undefined;
}

/** The value of a `String` node. */
export function stringValue(node: SqlNode | undefined): string | undefined {
  return textAt(child(node, "String"), "sval");
}

/** A boolean option; `Boolean` nodes leave out a false value. */
export function isTrue(argument: SqlNode | undefined): boolean {
  return child(argument, "Boolean")["boolval"] === true || stringValue(argument) === "true";
}

export interface QualifiedName {
  readonly schema?: string;
  readonly name: string;
}

/** A list of `String` nodes as a name. Undefined for an empty list. */
export function qualifiedName(parts: readonly SqlNode[]): QualifiedName | undefined {
  const names = parts.map((part) => unmaskName(stringValue(part) ?? ""));
  const name = names.at(-1);
  if (name === undefined || name === "") return undefined;
  const schema = names.at(-2);
  return schema === undefined ? { name } : { schema, name };
}

/** A `TypeName` node in PostgreSQL's own words: `int4`, `public.point3d`, `text[]`. */
export function typeText(type: SqlNode): string {
  const names = children(type, "names").map((part) => unmaskName(stringValue(part) ?? ""));
  const shown = names.length > 1 && names[0] === "pg_catalog" ? names.slice(1) : names;
  const suffix = type["pct_type"] === true ? "%TYPE" : "";
  return shown.join(".") + suffix + "[]".repeat(children(type, "arrayBounds").length);
}

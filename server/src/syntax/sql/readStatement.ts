import { readCreateFunction } from "./readCreateFunction";
import { readCreateObject } from "./readCreateObject";
import { child, children, isTrue, qualifiedName, textAt, typeText } from "./sqlNodes";
import type { SqlNode } from "./sqlParser";
import type { SqlCollection, SqlDrop, StatementPlace } from "./sqlScript";

/** Adds what one parsed statement creates, alters or drops. */
export function readStatement(statement: SqlNode, place: StatementPlace, collection: SqlCollection): void {
  const kind = Object.keys(statement)[0] ?? "";
  const node = child(statement, kind);
  switch (kind) {
    case "CreateFunctionStmt": {
      const created = readCreateFunction(node, place);
      if (created !== undefined) collection.functions.push(created);
      break;
    }
    case "AlterFunctionStmt":
      readAlter(node, place, collection);
      break;
    case "RenameStmt":
      readRename(node, place, collection);
      break;
    case "DropStmt":
      readDrop(node, place, collection);
      break;
    default: {
      const created = readCreateObject(kind, node, place);
      if (created !== undefined) collection.objects.push(created);
    }
  }
}

function readAlter(node: SqlNode, place: StatementPlace, collection: SqlCollection): void {
  const target = child(node, "func");
  const name = qualifiedName(children(target, "objname"));
  if (name === undefined) return;
  const strict = children(node, "actions")
    .map((action) => child(action, "DefElem"))
    .findLast((option) => textAt(option, "defname") === "strict");
  collection.alters.push({
    ...name,
    ...argumentTypes(target),
    ...(strict === undefined ? {} : { strict: isTrue(child(strict, "arg")) }),
    span: place.span,
  });
}

function readRename(node: SqlNode, place: StatementPlace, collection: SqlCollection): void {
  if (!/^OBJECT_(?:FUNCTION|PROCEDURE|ROUTINE)$/.test(textAt(node, "renameType") ?? "")) return;
  const target = child(child(node, "object"), "ObjectWithArgs");
  const name = qualifiedName(children(target, "objname"));
  const renamedTo = textAt(node, "newname");
  if (name === undefined || renamedTo === undefined) return;
  collection.alters.push({ ...name, ...argumentTypes(target), renamedTo, span: place.span });
}

const dropKinds: Readonly<Record<string, SqlDrop["kind"]>> = {
  OBJECT_FUNCTION: "function",
  OBJECT_PROCEDURE: "procedure",
  OBJECT_ROUTINE: "routine",
  OBJECT_AGGREGATE: "aggregate",
  OBJECT_TYPE: "type",
  OBJECT_DOMAIN: "domain",
  OBJECT_OPERATOR: "operator",
  OBJECT_TABLE: "table",
  OBJECT_VIEW: "view",
  OBJECT_SEQUENCE: "sequence",
  OBJECT_INDEX: "index",
  OBJECT_SCHEMA: "schema",
};

function readDrop(node: SqlNode, place: StatementPlace, collection: SqlCollection): void {
  const kind = dropKinds[textAt(node, "removeType") ?? ""];
  if (kind === undefined) return;
  for (const object of children(node, "objects")) {
    const withArgs = child(object, "ObjectWithArgs");
    const parts =
      kind === "schema"
        ? [object]
        : [
            children(withArgs, "objname"),
            children(child(object, "List"), "items"),
            children(child(object, "TypeName"), "names"),
          ].find((list) => list.length > 0);
    const name = qualifiedName(parts ?? []);
    if (name === undefined) continue;
    collection.drops.push({
      kind,
      ...name,
      ...argumentTypes(withArgs),
      ifExists: node["missing_ok"] === true,
      cascade: textAt(node, "behavior") === "DROP_CASCADE",
      span: place.span,
    });
  }
}

function argumentTypes(target: SqlNode): { argTypes?: string[] } {
  if (target["args_unspecified"] === true || !("objname" in target)) return {};
  return { argTypes: children(target, "objargs").map((type) => typeText(child(type, "TypeName"))) };
}

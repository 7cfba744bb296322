import type { Span } from "../../base/span";
import {
  child,
  children,
  qualifiedName,
  stringValue,
  textAt,
  typeText,
  type QualifiedName,
} from "./sqlNodes";
import type { SqlNode } from "./sqlParser";
import type { SqlObject, SqlObjectKind, StatementPlace } from "./sqlScript";
import { sqlTokens, tokenContent, tokenName } from "./sqlTokens";

type Role = SqlObject["functions"][number];

/** What a CREATE statement other than CREATE FUNCTION makes. Undefined for every other statement. */
export function readCreateObject(kind: string, node: SqlNode, place: StatementPlace): SqlObject | undefined {
  if (kind === "CreateCastStmt") return readCast(node, place);
  const described = describe(kind, node);
  if (described?.name === undefined) return undefined;
  const { name } = described;
  const nameSpan = spanOfName(name.name, place);
  return {
    kind: described.kind,
    ...name,
    ...(nameSpan === undefined ? {} : { nameSpan }),
    isShell: kind === "DefineStmt" && described.kind === "type" && !("definition" in node),
    functions: described.functions ?? [],
    span: place.span,
  };
}

interface Description {
  readonly kind: SqlObjectKind;
  readonly name: QualifiedName | undefined;
  readonly functions?: Role[];
}

function describe(kind: string, node: SqlNode): Description | undefined {
  const list = (key: string): QualifiedName | undefined => qualifiedName(children(node, key));
  switch (kind) {
    case "DefineStmt":
      return {
        kind: defined(textAt(node, "kind")),
        name: list("defnames"),
        functions: definitionRoles(node),
      };
    case "CreateEnumStmt":
    case "CreateRangeStmt":
      return { kind: "type", name: list("typeName") };
    case "CompositeTypeStmt":
      return { kind: "type", name: relation(child(node, "typevar")) };
    case "CreateDomainStmt":
      return { kind: "domain", name: list("domainname") };
    case "CreateOpClassStmt":
      return { kind: "operatorClass", name: list("opclassname"), functions: operatorClassRoles(node) };
    case "CreateOpFamilyStmt":
      return { kind: "operatorFamily", name: list("opfamilyname") };
  }
  return describeStored(kind, node) ?? describeHandled(kind, node);
}

/** What holds or orders rows. */
function describeStored(kind: string, node: SqlNode): Description | undefined {
  switch (kind) {
    case "CreateStmt":
      return { kind: "table", name: relation(child(node, "relation")) };
    case "ViewStmt":
      return { kind: "view", name: relation(child(node, "view")) };
    case "CreateSeqStmt":
      return { kind: "sequence", name: relation(child(node, "sequence")) };
    case "IndexStmt":
      return { kind: "index", name: plainName(node, "idxname") };
    case "CreateSchemaStmt":
      return { kind: "schema", name: plainName(node, "schemaname") };
  }
  return undefined;
}

/** What is made of handler functions. */
function describeHandled(kind: string, node: SqlNode): Description | undefined {
  const text = (key: string): QualifiedName | undefined => plainName(node, key);
  switch (kind) {
    case "CreateAmStmt":
      return {
        kind: "accessMethod",
        name: text("amname"),
        functions: roles(node, { handler_name: "handler" }),
      };
    case "CreatePLangStmt": {
      const keys = { plhandler: "handler", plinline: "inline", plvalidator: "validator" };
      return { kind: "language", name: text("plname"), functions: roles(node, keys) };
    }
    case "CreateFdwStmt":
      return { kind: "foreignDataWrapper", name: text("fdwname"), functions: wrapperRoles(node) };
    case "CreateTrigStmt":
      return { kind: "trigger", name: text("trigname"), functions: roles(node, { funcname: "function" }) };
    case "CreateEventTrigStmt":
      return {
        kind: "eventTrigger",
        name: text("trigname"),
        functions: roles(node, { funcname: "function" }),
      };
  }
  return undefined;
}

function plainName(node: SqlNode, key: string): QualifiedName | undefined {
  const name = textAt(node, key);
  return name === undefined ? undefined : { name };
}

function defined(kind: string | undefined): SqlObjectKind {
  if (kind === "OBJECT_TYPE") return "type";
  if (kind === "OBJECT_OPERATOR") return "operator";
  return kind === "OBJECT_AGGREGATE" ? "aggregate" : "other";
}

/** The parameters of CREATE TYPE, OPERATOR and AGGREGATE that name functions (PostgreSQL 15 manual, reference). */
const functionParameters = new Set([
  ...["input", "output", "receive", "send", "typmod_in", "typmod_out", "analyze", "subscript"],
  ...["procedure", "function", "restrict", "join"],
  ...["sfunc", "finalfunc", "combinefunc", "serialfunc", "deserialfunc", "msfunc", "minvfunc", "mfinalfunc"],
]);

function definitionRoles(node: SqlNode): Role[] {
  return children(node, "definition").flatMap((each) => {
    const element = child(each, "DefElem");
    const role = textAt(element, "defname") ?? "";
    const argument = child(element, "arg");
    const word = stringValue(argument);
    const name =
      word === undefined ? qualifiedName(children(child(argument, "TypeName"), "names")) : { name: word };
    return functionParameters.has(role) && name !== undefined ? [{ role, ...name }] : [];
  });
}

function operatorClassRoles(node: SqlNode): Role[] {
  return children(node, "items").flatMap((each) => {
    const item = child(each, "CreateOpClassItem");
    const name = qualifiedName(children(child(item, "name"), "objname"));
    // OPCLASS_ITEM_FUNCTION. Source: src/include/nodes/parsenodes.h, REL_15_STABLE.
    return item["itemtype"] === 2 && name !== undefined ? [{ role: "support", ...name }] : [];
  });
}

function wrapperRoles(node: SqlNode): Role[] {
  return children(node, "func_options").flatMap((each) => {
    const element = child(each, "DefElem");
    const name = qualifiedName(children(child(child(element, "arg"), "List"), "items"));
    return name === undefined ? [] : [{ role: textAt(element, "defname") ?? "", ...name }];
  });
}

function roles(node: SqlNode, keys: Readonly<Record<string, string>>): Role[] {
  return Object.entries(keys).flatMap(([key, role]) => {
    const name = qualifiedName(children(node, key));
    return name === undefined ? [] : [{ role, ...name }];
  });
}

function readCast(node: SqlNode, place: StatementPlace): SqlObject {
  const name = qualifiedName(children(child(node, "func"), "objname"));
  return {
    kind: "cast",
    name: `${typeText(child(node, "sourcetype"))} -> ${typeText(child(node, "targettype"))}`,
    isShell: false,
    functions: name === undefined ? [] : [{ role: "function", ...name }],
    span: place.span,
  };
}

function relation(node: SqlNode): QualifiedName | undefined {
  const parts = [textAt(node, "schemaname"), textAt(node, "relname")].filter((part) => part !== undefined);
  return qualifiedName(parts.map((sval) => ({ String: { sval } })));
}

/** The first place where the name stands as a token; an operator's characters stand side by side. */
function spanOfName(name: string, place: StatementPlace): Span | undefined {
  const { masked, span } = place;
  for (const token of sqlTokens(masked, span.start, span.end)) {
    if (token.kind === "symbol" && masked.startsWith(name, token.start)) {
      return { start: token.start, end: token.start + name.length };
    }
    const isName = token.kind === "word" || token.kind === "quotedWord";
    if (isName && tokenName(masked, token) === name) return tokenContent(masked, token);
  }
  return undefined;
}

/** Visitors over the C model. Nothing here knows trees; order is that of the source text. */
import type {
  Call,
  Declaration,
  EnumDefinition,
  Expression,
  Statement,
  StructDefinition,
  TopLevel,
  TypeName,
} from "../model";

/** Where a walk may begin. */
export type Walkable = TopLevel | Statement | Expression;

type VisitExpression = (expression: Expression) => void;
type VisitStatement = (statement: Statement) => void;

/** Every expression in and below `node`, outer ones first. */
export function forEachExpression(node: Walkable, visit: VisitExpression): void {
  if (isExpression(node)) walkExpression(node, visit, undefined);
  else walk(node, visit, undefined);
}

/** Every statement in and below `node`, outer ones first, those in statement expressions too. */
export function forEachStatement(node: Walkable, visit: VisitStatement): void {
  if (isExpression(node)) walkExpression(node, undefined, visit);
  else walk(node, undefined, visit);
}

/** Every call in and below `node`, outer ones first. */
export function forEachCall(node: Walkable, visit: (call: Call) => void): void {
  forEachExpression(node, (expression) => {
    if (expression.kind === "call") visit(expression);
  });
}

/** The expressions immediately below `expression`; a statement expression has none. Types count with their array sizes. */
export function childExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "identifier":
    case "number":
    case "char":
    case "string":
    case "unknown":
    case "statementExpression":
      return nothing;
    case "concatenation":
      return expression.parts;
    case "call":
      return [expression.callee, ...expression.args];
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "unary":
    case "update":
    case "sizeofExpression":
      return [expression.operand];
    case "binary":
    case "comma":
      return [expression.left, expression.right];
    case "assignment":
      return [expression.target, expression.value];
    case "conditional":
      return expression.consequence
        ? [expression.condition, expression.consequence, expression.alternative]
        : [expression.condition, expression.alternative];
    case "cast":
      return [...sizes(expression.type), expression.operand];
    case "sizeofType":
    case "typeArgument":
      return sizes(expression.type);
    case "compoundLiteral":
      return [...sizes(expression.type), expression.initializer];
    case "initializerList":
      return expression.elements.flatMap(({ designators, value }) => [
        ...designators.flatMap((designator) => (designator.kind === "index" ? [designator.index] : [])),
        value,
      ]);
  }
}

/** The statements immediately below `statement`. */
export function childStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case "block":
      return statement.statements;
    case "if":
      return statement.alternative ? [statement.consequence, statement.alternative] : [statement.consequence];
    case "while":
    case "doWhile":
    case "macroLoop":
    case "switch":
      return [statement.body];
    case "for":
      return statement.initializer ? [statement.initializer, statement.body] : [statement.body];
    case "try":
      return [statement.body, statement.catchBody, statement.finallyBody].filter(
        (block) => block !== undefined,
      );
    case "declaration":
    case "expression":
    case "case":
    case "label":
    case "goto":
    case "return":
    case "break":
    case "continue":
    case "empty":
    case "hole":
      return nothing;
  }
}

const nothing: readonly never[] = [];

function sizes(type: TypeName): readonly Expression[] {
  return type.arrays.length === 0 ? nothing : type.arrays.filter((size) => size !== undefined);
}

const expressionKinds: ReadonlySet<string> = new Set<Expression["kind"]>([
  "identifier",
  "number",
  "char",
  "string",
  "concatenation",
  "call",
  "member",
  "index",
  "unary",
  "update",
  "binary",
  "assignment",
  "conditional",
  "cast",
  "sizeofType",
  "sizeofExpression",
  "comma",
  "initializerList",
  "compoundLiteral",
  "statementExpression",
  "typeArgument",
  "unknown",
]);

function isExpression(node: Walkable): node is Expression {
  return expressionKinds.has(node.kind);
}

type Visits = readonly [VisitExpression | undefined, VisitStatement | undefined];

function walk(node: TopLevel | Statement, ...visits: Visits): void {
  switch (node.kind) {
    case "function":
      walkType(node.returnType, ...visits);
      for (const parameter of node.parameters) walkType(parameter.type, ...visits);
      walkStatement(node.body, ...visits);
      return;
    case "macroInvocation":
      for (const argument of node.args ?? nothing) walkExpression(argument, ...visits);
      return;
    case "declaration":
      if ("declarators" in node) walkDeclaration(node, ...visits);
      else walkStatement(node, ...visits);
      return;
    default:
      walkStatement(node, ...visits);
  }
}

function walkStatement(statement: Statement, ...visits: Visits): void {
  visits[1]?.(statement);
  switch (statement.kind) {
    case "block":
      for (const child of statement.statements) walkStatement(child, ...visits);
      return;
    case "declaration":
      walkDeclaration(statement.declaration, ...visits);
      return;
    case "expression":
      walkExpression(statement.expression, ...visits);
      return;
    case "if":
      walkExpression(statement.condition, ...visits);
      walkStatement(statement.consequence, ...visits);
      if (statement.alternative) walkStatement(statement.alternative, ...visits);
      return;
    case "while":
      walkExpression(statement.condition, ...visits);
      walkStatement(statement.body, ...visits);
      return;
    case "doWhile":
      walkStatement(statement.body, ...visits);
      walkExpression(statement.condition, ...visits);
      return;
    case "for":
      if (statement.initializer) walkStatement(statement.initializer, ...visits);
      if (statement.condition) walkExpression(statement.condition, ...visits);
      if (statement.update) walkExpression(statement.update, ...visits);
      walkStatement(statement.body, ...visits);
      return;
    case "macroLoop":
      for (const argument of statement.args) walkExpression(argument, ...visits);
      walkStatement(statement.body, ...visits);
      return;
    case "switch":
      walkExpression(statement.value, ...visits);
      walkStatement(statement.body, ...visits);
      return;
    case "case":
    case "return":
      if (statement.value) walkExpression(statement.value, ...visits);
      return;
    case "try":
      walkStatement(statement.body, ...visits);
      if (statement.catchBody) walkStatement(statement.catchBody, ...visits);
      if (statement.finallyBody) walkStatement(statement.finallyBody, ...visits);
      return;
    case "label":
    case "goto":
    case "break":
    case "continue":
    case "empty":
    case "hole":
  }
}

function walkExpression(expression: Expression, ...visits: Visits): void {
  visits[0]?.(expression);
  switch (expression.kind) {
    case "statementExpression":
      walkStatement(expression.body, ...visits);
      return;
    default:
      for (const child of childExpressions(expression)) walkExpression(child, ...visits);
  }
}

function walkDeclaration(declaration: Declaration, ...visits: Visits): void {
  walkType(declaration.type, ...visits);
  for (const declarator of declaration.declarators) {
    for (const size of declarator.type.arrays) if (size) walkExpression(size, ...visits);
    if (declarator.initializer) walkExpression(declarator.initializer, ...visits);
  }
}

function walkType(type: TypeName, ...visits: Visits): void {
  for (const size of type.arrays) if (size) walkExpression(size, ...visits);
  if (type.definition) walkDefinition(type.definition, ...visits);
}

function walkDefinition(definition: StructDefinition | EnumDefinition, ...visits: Visits): void {
  if (definition.kind === "struct") {
    for (const field of definition.fields) walkType(field.type, ...visits);
    return;
  }
  for (const enumerator of definition.enumerators)
    if (enumerator.value) walkExpression(enumerator.value, ...visits);
}

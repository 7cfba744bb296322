import type { Expression, Statement, TypeName } from "../model";

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

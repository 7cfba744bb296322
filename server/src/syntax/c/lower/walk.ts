/** Visitors over the C model. Nothing here knows trees; the order is that of the source text. */
import type {
  Call,
  Declaration,
  EnumDefinition,
  Expression,
  Field,
  InitializerList,
  Statement,
  StructDefinition,
  TopLevel,
  TypeName,
} from "../model";

export { childExpressions, childStatements } from "./children";

/** Where a walk may begin. */
export type Walkable = TopLevel | Statement | Expression;

/** Every expression in and below `node`, outer ones first. */
export function forEachExpression(node: Walkable, visit: (expression: Expression) => void): void {
  new Walker(visit, ignore).walk(node);
}

/** Every statement in and below `node`, outer ones first, those in statement expressions too. */
export function forEachStatement(node: Walkable, visit: (statement: Statement) => void): void {
  new Walker(ignore, visit).walk(node);
}

/** Every call in and below `node`, outer ones first. */
export function forEachCall(node: Walkable, visit: (call: Call) => void): void {
  forEachExpression(node, (expression) => {
    if (expression.kind === "call") visit(expression);
  });
}

function ignore(): void {
  // Not what this walk is about.
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

class Walker {
  constructor(
    private readonly visitExpression: (expression: Expression) => void,
    private readonly visitStatement: (statement: Statement) => void,
  ) {}

  walk(node: Walkable): void {
    if (isExpression(node)) this.expression(node);
    else if (node.kind === "function") {
      this.type(node.returnType);
      for (const parameter of node.parameters) this.type(parameter.type);
      this.statement(node.body);
    } else if (node.kind === "macroInvocation") {
      for (const argument of node.args ?? []) this.expression(argument);
    } else if (node.kind === "declaration" && "declarators" in node) this.declaration(node);
    else this.statement(node);
  }

  private statement(statement: Statement): void {
    this.visitStatement(statement);
    switch (statement.kind) {
      case "block":
        for (const child of statement.statements) this.statement(child);
        return;
      case "declaration":
        return this.declaration(statement.declaration);
      case "expression":
        return this.expression(statement.expression);
      case "case":
      case "return":
        if (statement.value) this.expression(statement.value);
        return;
      case "if":
      case "while":
      case "doWhile":
      case "for":
      case "macroLoop":
      case "switch":
      case "try":
        return this.compound(statement);
      case "label":
      case "goto":
      case "break":
      case "continue":
      case "empty":
      case "hole":
    }
  }

  /** A statement that holds others. */
  private compound(
    statement: Extract<
      Statement,
      { kind: "if" | "while" | "doWhile" | "for" | "macroLoop" | "switch" | "try" }
    >,
  ): void {
    switch (statement.kind) {
      case "if":
        this.expression(statement.condition);
        this.statement(statement.consequence);
        if (statement.alternative) this.statement(statement.alternative);
        return;
      case "while":
        this.expression(statement.condition);
        return this.statement(statement.body);
      case "doWhile":
        this.statement(statement.body);
        return this.expression(statement.condition);
      case "for":
        if (statement.initializer) this.statement(statement.initializer);
        if (statement.condition) this.expression(statement.condition);
        if (statement.update) this.expression(statement.update);
        return this.statement(statement.body);
      case "macroLoop":
        for (const argument of statement.args) this.expression(argument);
        return this.statement(statement.body);
      case "switch":
        this.expression(statement.value);
        return this.statement(statement.body);
      case "try":
        this.statement(statement.body);
        if (statement.catchBody) this.statement(statement.catchBody);
        if (statement.finallyBody) this.statement(statement.finallyBody);
    }
  }

  private expression(expression: Expression): void {
    this.visitExpression(expression);
    switch (expression.kind) {
      case "identifier":
      case "number":
      case "char":
      case "string":
      case "unknown":
        return;
      case "call":
        this.expression(expression.callee);
        for (const argument of expression.args) this.expression(argument);
        return;
      case "member":
        return this.expression(expression.object);
      case "unary":
      case "update":
      case "sizeofExpression":
        return this.expression(expression.operand);
      case "binary":
      case "comma":
        this.expression(expression.left);
        return this.expression(expression.right);
      case "assignment":
        this.expression(expression.target);
        return this.expression(expression.value);
      case "index":
        this.expression(expression.object);
        return this.expression(expression.index);
      case "concatenation":
        for (const part of expression.parts) this.expression(part);
        return;
      case "conditional":
        this.expression(expression.condition);
        if (expression.consequence) this.expression(expression.consequence);
        return this.expression(expression.alternative);
      case "statementExpression":
        return this.statement(expression.body);
      case "initializerList":
        return this.elements(expression);
      case "cast":
      case "sizeofType":
      case "typeArgument":
      case "compoundLiteral":
        return this.typed(expression);
    }
  }

  /** An expression with a type in it. */
  private typed(expression: Extract<Expression, { type: TypeName }>): void {
    this.type(expression.type);
    if (expression.kind === "cast") this.expression(expression.operand);
    else if (expression.kind === "compoundLiteral") this.expression(expression.initializer);
  }

  private elements(list: InitializerList): void {
    for (const { designators, value } of list.elements) {
      for (const designator of designators)
        if (designator.kind === "index") this.expression(designator.index);
      this.expression(value);
    }
  }

  private declaration(declaration: Declaration): void {
    this.type(declaration.type);
    for (const { type, initializer } of declaration.declarators) {
      this.sizes(type);
      if (initializer) this.expression(initializer);
    }
  }

  private type(type: TypeName): void {
    if (type.definition) this.definition(type.definition);
    this.sizes(type);
  }

  private sizes(type: TypeName): void {
    for (const size of type.arrays) if (size) this.expression(size);
  }

  private definition(definition: StructDefinition | EnumDefinition): void {
    if (definition.kind === "enum") {
      for (const { value } of definition.enumerators) if (value) this.expression(value);
      return;
    }
    let previous: Field | undefined;
    for (const field of definition.fields) {
      // Fields of one declaration share the body of its struct.
      if (previous?.type.definition !== field.type.definition) this.type(field.type);
      else this.sizes(field.type);
      previous = field;
    }
  }
}

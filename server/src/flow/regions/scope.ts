/** What names and spans mean at the place that is being compiled: in the function itself, or in the text of a macro. */
import type { Span } from "../../base/span";
import type { Block, Declaration, Statement, TypeName } from "../../syntax/c/model";
import { declaredType } from "../evaluate/arrayType";
import type { FunctionRef } from "../program";

export interface Scope {
  /** Variables by name. Of several, the innermost counts that is declared around the place of the name. */
  readonly locals: ReadonlyMap<string, readonly ScopedVariable[]>;
  /** Text that the spans of the nodes at hand refer to. */
  readonly text: string;
  /** Macros being expanded, which are not expanded again (C11 6.10.3.4). */
  readonly expanding: readonly string[];
  /** Where a node stands for the reader: inside a macro, the place of its use. */
  place(span: Span): Span;
}

export interface ScopedVariable {
  readonly type: TypeName;
  readonly storage: "automatic" | "static" | "global" | "parameter";
  /** Tells it from variables of the same name in other scopes. */
  readonly key: string;
  /** The part of the function in which it can be seen. */
  readonly seenIn: Span;
}

export function functionScope({ definition, text }: FunctionRef): Scope {
  const locals = new Map<string, ScopedVariable[]>();
  for (const { name, type } of definition.parameters) {
    if (name !== undefined) locals.set(name, [{ type, storage: "parameter", key: name, seenIn: definition }]);
  }
  const collector = new Collector(locals, "");
  collector.block(definition.body);
  return { locals, text, expanding: [], place: (span) => span };
}

/** The scope with the variables that a block declares, which have nothing to do with others of their name. `place`: where the block is used. */
export function innerScope(scope: Scope, block: Block, key: string): Scope {
  const declared = new Map<string, ScopedVariable[]>();
  new Collector(declared, key).block(block);
  if (declared.size === 0) return scope;
  const everywhere = { start: 0, end: Infinity };
  const locals = new Map(scope.locals);
  for (const [name, variables] of declared) {
    const { type, storage, key: own } = variables[0]!;
    locals.set(name, [{ type, storage, key: own, seenIn: everywhere }]);
  }
  const { text, expanding, place } = scope;
  return { locals, text, expanding, place };
}

/** The variable that a name means. */
export function variableNamed(scope: Scope, name: string, span: Span): ScopedVariable | undefined {
  const variables = scope.locals.get(name);
  if (!variables) return undefined;
  const { start } = scope.place(span);
  let innermost: ScopedVariable | undefined;
  for (const variable of variables) {
    const { seenIn } = variable;
    if (seenIn.start <= start && start < seenIn.end && (!innermost || seenIn.start >= innermost.seenIn.start))
      innermost = variable;
  }
  return innermost;
}

class Collector {
  private count = 0;

  constructor(
    private readonly locals: Map<string, ScopedVariable[]>,
    private readonly key: string,
  ) {}

  block(block: Block): void {
    for (const statement of block.statements) this.statement(statement, block);
  }

  private statement(statement: Statement, around: Span): void {
    switch (statement.kind) {
      case "declaration":
        return this.declare(statement.declaration, around);
      case "block":
        return this.block(statement);
      case "if":
        this.statement(statement.consequence, statement);
        if (statement.alternative) this.statement(statement.alternative, statement);
        return;
      case "for":
        if (statement.initializer) this.statement(statement.initializer, statement);
        return this.statement(statement.body, statement);
      case "while":
      case "doWhile":
      case "macroLoop":
      case "switch":
        return this.statement(statement.body, statement);
      case "try":
        this.block(statement.body);
        if (statement.catchBody) this.block(statement.catchBody);
        if (statement.finallyBody) this.block(statement.finallyBody);
        return;
      case "expression":
      case "case":
      case "label":
      case "goto":
      case "return":
      case "break":
      case "continue":
      case "empty":
      case "hole":
        return;
    }
  }

  private declare({ storage, declarators }: Declaration, around: Span): void {
    if (storage === "typedef") return;
    for (const declarator of declarators) {
      const { name, start } = declarator;
      const isElsewhere = storage === "extern" || declarator.parameters !== undefined;
      const known = this.locals.get(name) ?? [];
      const variable: ScopedVariable = {
        type: declaredType(declarator),
        storage: storage === "static" ? "static" : isElsewhere ? "global" : "automatic",
        key: known.length === 0 ? `${this.key}${name}` : `${this.key}${name} ${++this.count}`,
        seenIn: { start, end: around.end },
      };
      this.locals.set(name, [...known, variable]);
    }
  }
}

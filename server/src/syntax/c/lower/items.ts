import type { Case, Expression, If, Statement } from "../model";
import { lowerBareType } from "./declarations";
import type { Lowering } from "./lowering";
import { endsInBareCall, giveBody, isNamedLikeLoop } from "./macroLoops";
import { Kind } from "./nodeKind";
import { recoverArguments, recoverExpression } from "./recoverExpression";
import { recoverSpan } from "./recovery";
import { isTypeSpecifier } from "./types";

type LowerStatement = (lowering: Lowering, node: number) => Statement;

/**
 * Appends the statements of a list of block items: the children of `parent` from `first` on, or `parent` itself
 * when `first` is `parent`. Case labels and labels become siblings of what they label, and what the parser
 * misunderstood about macros is set right here, where a statement's neighbours are known.
 */
export function collectItems(
  lowering: Lowering,
  parent: number,
  first: number,
  statements: Statement[],
  lowerStatement: LowerStatement,
): void {
  const reader = new ItemReader(lowering, statements, lowerStatement);
  if (first === parent) reader.readLabelled(parent);
  else reader.readList(parent, first);
}

/** Like `collectItems` for a single child; returns the last child that was read. */
export function collectItem(
  lowering: Lowering,
  parent: number,
  node: number,
  statements: Statement[],
  lowerStatement: LowerStatement,
): number {
  return new ItemReader(lowering, statements, lowerStatement).readItem(parent, node);
}

class ItemReader {
  constructor(
    private readonly lowering: Lowering,
    private readonly statements: Statement[],
    private readonly lowerStatement: LowerStatement,
  ) {}

  readList(parent: number, first: number): void {
    for (let child = first; child >= 0; child = this.lowering.sibling(parent, child)) {
      child = this.readItem(parent, child);
    }
  }

  /** Reads one item and returns the last child that belongs to it. */
  readItem(parent: number, node: number): number {
    const { lowering } = this;
    const kind = lowering.kindOf(node);
    switch (kind) {
      case Kind["{"]:
      case Kind["}"]:
      case Kind[";"]:
      case Kind[":"]:
      case Kind.other:
      case Kind.case:
      case Kind.default:
      case Kind.attribute_declaration:
      case Kind.preproc_call:
      case Kind.preproc_def:
      case Kind.preproc_function_def:
      case Kind.preproc_include:
      case Kind.preproc_else:
      case Kind.preproc_elif:
      case Kind.preproc_elifdef:
        return node;
      case Kind.preproc_if:
      case Kind.preproc_ifdef:
        this.readPreprocessorBranch(node);
        return node;
      case Kind.case_statement:
      case Kind.labeled_statement:
      case Kind.attributed_statement:
        this.readLabelled(node);
        return node;
      case Kind.function_definition:
        this.statements.push(this.nestedFunction(node));
        return node;
      default:
        if (isTypeSpecifier(kind)) return this.readBareType(parent, node, kind);
        if (kind === Kind.declaration && this.readMisparsedDeclaration(node)) return node;
        return this.readStatement(parent, node);
    }
  }

  /** A label of any kind with what follows it, or an attribute and its statement. */
  readLabelled(node: number): void {
    const { lowering } = this;
    const kind = lowering.kindOf(node);
    const colon = lowering.childOfKind(node, Kind[":"]);
    const start = lowering.startOf(node);
    if (kind === Kind.attributed_statement) {
      this.readList(node, lowering.firstChild(node));
      return;
    }
    if (colon < 0) {
      this.statements.push(lowering.hole(start, lowering.endOf(node)));
      return;
    }
    const end = lowering.endOf(colon);
    const word = lowering.firstChild(node);
    if (kind === Kind.labeled_statement) {
      this.statements.push({ kind: "label", start, end, name: lowering.text(word) });
    } else this.statements.push(this.caseLabel(node, word, start, end));
    const first = lowering.sibling(node, colon);
    const isBareLabel = first >= 0 && lowering.startOf(first) === lowering.endOf(first);
    if (isBareLabel) lowering.repaired.push(lowering.span(first));
    else this.readList(node, first);
  }

  private caseLabel(node: number, word: number, start: number, end: number): Case {
    if (this.lowering.kindOf(word) === Kind.default) return { kind: "case", start, end };
    const value = this.lowering.sibling(node, word);
    return { kind: "case", start, end, value: this.lowering.expression(value) };
  }

  private readPreprocessorBranch(node: number): void {
    // The mask leaves no conditional standing; in unmasked text the first branch is read.
    let child = this.lowering.firstChild(node);
    child = this.lowering.sibling(node, this.lowering.sibling(node, child));
    this.readList(node, child);
  }

  /** `struct S { … };` or a macro alone: the parser sees a type without a declarator. */
  private readBareType(parent: number, node: number, kind: Kind): number {
    const { lowering } = this;
    const semicolon = lowering.sibling(parent, node);
    const isClosed = semicolon >= 0 && lowering.kindOf(semicolon) === Kind[";"];
    const end = isClosed ? lowering.endOf(semicolon) : lowering.endOf(node);
    const start = lowering.startOf(node);
    if (kind === Kind.type_identifier || kind === Kind.macro_type_specifier) {
      const expression = recoverSpan(lowering, lowering.span(node), recoverExpression);
      const isMacroAlone = expression !== undefined && isSpelledLikeMacro(expression);
      if (isMacroAlone && isClosed) lowering.repaired.push({ start: end, end });
      this.statements.push(
        expression ? { kind: "expression", start, end, expression } : lowering.hole(start, end),
      );
    } else {
      const declaration = lowerBareType(lowering, node, end);
      this.statements.push({ kind: "declaration", start, end, declaration });
    }
    return isClosed ? semicolon : node;
  }

  private readStatement(parent: number, node: number): number {
    const { lowering } = this;
    let last = node;
    let statement = this.lowerStatement(lowering, node);
    const next = lowering.sibling(parent, node);
    if (next >= 0 && endsInBareCall(statement)) {
      const bareEnd = statement.end;
      if (lowering.kindOf(next) === Kind.compound_statement || endsInLoopName(statement)) {
        if (isStatement(lowering.kindOf(next))) {
          statement = giveBody(statement, this.lowerStatement(lowering, next));
          lowering.repaired.push({ start: bareEnd, end: bareEnd });
          last = next;
        }
      } else if (statement.kind === "expression" && isSpelledLikeMacro(statement.expression)) {
        lowering.repaired.push({ start: bareEnd, end: bareEnd });
      }
    }
    if (statement.kind === "if" && last !== node)
      [statement, last] = this.attachElse(parent, statement, last);
    this.statements.push(statement);
    return last;
  }

  /** After `if (x) foreach(…) { … }` the parser takes `else` for a type name. */
  private attachElse(parent: number, statement: If, last: number): [Statement, number] {
    const { lowering } = this;
    let result: If = statement;
    for (;;) {
      const next = lowering.sibling(parent, last);
      if (next < 0 || !startsWithElse(lowering, next)) return [result, last];
      const [alternative, consumed] = this.misparsedElse(parent, next);
      result = withAlternative(result, alternative);
      last = consumed;
      if (alternative.kind !== "if") return [result, last];
    }
  }

  private misparsedElse(parent: number, node: number): [Statement, number] {
    const { lowering } = this;
    const start = lowering.startOf(node) + "else".length;
    const end = lowering.endOf(node);
    const kind = lowering.kindOf(node);
    if (kind === Kind.declaration) {
      const expression = recoverSpan(lowering, { start, end: end - 1 }, recoverExpression);
      if (expression) return [{ kind: "expression", start: expression.start, end, expression }, node];
    }
    if (kind === Kind.function_definition) {
      const body = lowering.childOfKind(node, Kind.compound_statement);
      const head = body < 0 ? undefined : this.elseHead(start, lowering.startOf(body));
      if (head) {
        const block = this.lowerStatement(lowering, body);
        const [test] = head.args;
        if (head.name === "if" && test && head.args.length === 1) {
          return [{ kind: "if", start: head.start, end, condition: test, consequence: block }, node];
        }
        return [
          { kind: "macroLoop", start: head.start, end, macro: head.name, args: head.args, body: block },
          node,
        ];
      }
    }
    if (kind === Kind.type_identifier) {
      const semicolon = lowering.sibling(parent, node);
      const body = semicolon < 0 ? -1 : lowering.sibling(parent, semicolon);
      if (body >= 0 && lowering.isMissing(semicolon) && isStatement(lowering.kindOf(body))) {
        lowering.repaired.push(lowering.span(semicolon));
        return [this.lowerStatement(lowering, body), body];
      }
    }
    return [lowering.hole(start - "else".length, end), node];
  }

  /** `if (x)` or `NAME(x)` between an `else` and a block. */
  private elseHead(
    from: number,
    to: number,
  ): { name: string; start: number; args: Expression[] } | undefined {
    const { lowering } = this;
    const match = /^(\s*)([A-Za-z_]\w*)\s*\(/.exec(lowering.original.slice(from, to));
    const last = lowering.original.lastIndexOf(")", to - 1);
    if (match === null || last < from) return undefined;
    const args = recoverSpan(lowering, { start: from + match[0].length, end: last }, recoverArguments);
    return args && { name: match[2]!, start: from + match[1]!.length, args };
  }

  /** `X(a) { … }`: to the parser a function of type X. A real function in a function is a hole. */
  private nestedFunction(node: number): Statement {
    const { lowering } = this;
    const { start, end } = lowering.span(node);
    const type = lowering.firstChild(node);
    const declarator = lowering.sibling(node, type);
    const body = lowering.childOfKind(node, Kind.compound_statement);
    if (
      lowering.kindOf(type) === Kind.type_identifier &&
      lowering.kindOf(declarator) === Kind.parenthesized_declarator &&
      body === lowering.sibling(node, declarator)
    ) {
      const inner = { start: lowering.startOf(declarator) + 1, end: lowering.endOf(declarator) - 1 };
      const args = recoverSpan(lowering, inner, recoverArguments);
      if (args) {
        const macro = lowering.text(type);
        return { kind: "macroLoop", start, end, macro, args, body: this.lowerStatement(lowering, body) };
      }
    }
    return lowering.hole(start, end);
  }

  /** Declarations that are expressions in truth: `a * b;`, `FOO() bar();`, `FOO bar();`. */
  private readMisparsedDeclaration(node: number): boolean {
    const { lowering } = this;
    const type = lowering.firstChild(node);
    const declarator = type < 0 ? -1 : lowering.sibling(node, type);
    if (declarator < 0 || !lowering.original.endsWith(";", lowering.endOf(node))) return false;
    const kind = lowering.kindOf(type);
    if (kind !== Kind.type_identifier && kind !== Kind.macro_type_specifier) return false;
    const { start, end } = lowering.span(node);
    const name = lowering.text(type);
    if (kind === Kind.type_identifier && lowering.locals.has(name) && !lowering.typeNames.has(name)) {
      const expression = recoverSpan(lowering, { start, end: end - 1 }, recoverExpression);
      if (expression) this.statements.push({ kind: "expression", start, end, expression });
      return expression !== undefined;
    }
    if (lowering.kindOf(declarator) !== Kind.function_declarator || lowering.hasError(node)) return false;
    if (kind === Kind.type_identifier && !/^[A-Z][A-Z0-9_]*$/.test(name)) return false;
    if (/^(?:typeof|__typeof__|__typeof)\b/.test(name)) return false;
    const macro = recoverSpan(lowering, lowering.span(type), recoverExpression);
    const call = recoverSpan(
      lowering,
      { start: lowering.startOf(declarator), end: end - 1 },
      recoverExpression,
    );
    if (macro === undefined || call === undefined) return false;
    this.statements.push({ kind: "expression", start: macro.start, end: macro.end, expression: macro });
    this.statements.push({ kind: "expression", start: call.start, end, expression: call });
    return true;
  }
}

function isStatement(kind: Kind): boolean {
  return kind >= Kind.compound_statement && kind <= Kind.attributed_statement;
}

function startsWithElse(lowering: Lowering, node: number): boolean {
  const start = lowering.startOf(node);
  return /^else\b/.test(lowering.original.slice(start, start + 5));
}

/** Gives the innermost `if` that has no other branch its alternative. */
function withAlternative(statement: If, alternative: Statement): If {
  const { end } = alternative;
  if (statement.alternative?.kind === "if") {
    return { ...statement, end, alternative: withAlternative(statement.alternative, alternative) };
  }
  if (statement.consequence.kind === "if" && !statement.consequence.alternative) {
    return { ...statement, end, consequence: withAlternative(statement.consequence, alternative) };
  }
  return { ...statement, end, alternative };
}

function endsInLoopName(statement: Statement): boolean {
  switch (statement.kind) {
    case "expression":
      return (
        statement.expression.kind === "call" &&
        statement.expression.callee.kind === "identifier" &&
        isNamedLikeLoop(statement.expression.callee.name)
      );
    case "if":
      return endsInLoopName(statement.alternative ?? statement.consequence);
    case "while":
    case "for":
    case "macroLoop":
      return endsInLoopName(statement.body);
    default:
      return false;
  }
}

/** `FOO` and `FOO(x)`: a macro that brings its own semicolon, or needs none. */
function isSpelledLikeMacro(expression: Expression): boolean {
  const name = expression.kind === "call" ? expression.callee : expression;
  return name.kind === "identifier" && /^[A-Z_][A-Z0-9_]*$/.test(name.name);
}

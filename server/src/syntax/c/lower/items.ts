import type { Case, Expression, Statement } from "../model";
import { lowerBareType } from "./declarations";
import type { Lowering } from "./lowering";
import { endsInBareCall, giveBody, isNamedLikeLoop } from "./macroLoops";
import { attachElse, lowerNestedFunction, readMisparsedDeclaration, type LowerStatement } from "./misparses";
import { isStatement, isTypeSpecifier, Kind } from "./nodeKind";
import { recoverExpression } from "./recoverExpression";
import { recoverSpan } from "./recovery";

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
        this.statements.push(lowerNestedFunction(this.lowering, this.lowerStatement, node));
        return node;
      default:
        if (isTypeSpecifier(kind)) return this.readBareType(parent, node, kind);
        return kind === Kind.declaration
          ? this.readDeclaration(parent, node)
          : this.readStatement(parent, node);
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

  private readDeclaration(parent: number, node: number): number {
    const misparsed = readMisparsedDeclaration(this.lowering, node);
    if (misparsed === undefined) return this.readStatement(parent, node);
    this.statements.push(...misparsed);
    return node;
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
      [statement, last] = attachElse(lowering, this.lowerStatement, parent, statement, last);
    this.statements.push(statement);
    return last;
  }
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

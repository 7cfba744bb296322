import type { Expression, InitializerList } from "../model";
import { OperandReader } from "./recoverOperand";
import { isBareName, nameIsCast, recoverTypeName } from "./recoverType";
import { readWhole, Unreadable } from "./tokenReader";
import type { Token } from "./tokens";

/**
 * Reads an expression where the grammar fails: types as macro arguments, adjacent macros that make up a string,
 * designators in a macro's arguments. Reads everything between the offsets or gives up (undefined). Offsets
 * refer to `text`.
 */
export function recoverExpression(text: string, start: number, end: number): Expression | undefined {
  return readWhole(ExpressionReader, text, { start, end }, (reader) => reader.comma());
}

/** Like `recoverExpression`, for an initializer list with its braces. */
export function recoverInitializer(text: string, start: number, end: number): InitializerList | undefined {
  return readWhole(ExpressionReader, text, { start, end }, (reader) => reader.initializerList());
}

/** Like `recoverExpression`, for the arguments between (not including) a call's parentheses. */
export function recoverArguments(text: string, start: number, end: number): Expression[] | undefined {
  return readWhole(ExpressionReader, text, { start, end }, (reader) => reader.callArguments());
}

const precedence: Readonly<Record<string, number | undefined>> = {
  __proto__: null as never,
  "||": 1,
  "&&": 2,
  "|": 3,
  "^": 4,
  "&": 5,
  "==": 6,
  "!=": 6,
  "<": 7,
  ">": 7,
  "<=": 7,
  ">=": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "%": 10,
};
const assignments = new Set(["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="]);
const unaries = new Set(["!", "~", "-", "+", "*", "&"]);
const maximalDepth = 200;

class ExpressionReader extends OperandReader {
  private depth = 0;

  override comma(): Expression {
    const left = this.assignment();
    if (!this.take(",")) return left;
    const right = this.comma();
    return { kind: "comma", start: left.start, end: right.end, left, right };
  }

  protected override assignment(): Expression {
    if (++this.depth > maximalDepth) throw new Unreadable();
    const target = this.conditional();
    this.depth--;
    const operator = this.peek()?.text;
    if (operator === undefined || !assignments.has(operator)) return target;
    this.position++;
    const value = this.assignment();
    return { kind: "assignment", start: target.start, end: value.end, operator, target, value };
  }

  protected override conditional(): Expression {
    const condition = this.binary(1);
    if (!this.take("?")) return condition;
    const consequence = this.isAt(":") ? undefined : this.comma();
    this.expect(":");
    const alternative = this.conditional();
    const span = { start: condition.start, end: alternative.end };
    return { kind: "conditional", ...span, condition, ...(consequence && { consequence }), alternative };
  }

  private binary(minimum: number): Expression {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      const level = token?.kind === "operator" ? precedence[token.text] : undefined;
      if (token === undefined || level === undefined || level < minimum) return left;
      this.position++;
      const right = this.binary(level + 1);
      left = { kind: "binary", start: left.start, end: right.end, operator: token.text, left, right };
    }
  }

  private unary(): Expression {
    const token = this.peek();
    if (token === undefined || ++this.depth > maximalDepth) throw new Unreadable();
    const expression = this.unaryAt(token);
    this.depth--;
    return expression;
  }

  private unaryAt(token: Token): Expression {
    if (token.kind === "identifier" && token.text === "sizeof") return this.sizeof(token);
    if (token.kind !== "operator") return this.postfix();
    if (token.text === "(") return this.cast(token) ?? this.postfix();
    this.position++;
    if (token.text === "++" || token.text === "--") {
      const operand = this.unary();
      const span = { start: token.start, end: operand.end };
      return { kind: "update", ...span, operator: token.text, prefix: true, operand };
    }
    if (!unaries.has(token.text)) throw new Unreadable();
    const operand = this.unary();
    const operator = token.text as "!" | "~" | "-" | "+" | "*" | "&";
    return { kind: "unary", start: token.start, end: operand.end, operator, operand };
  }

  private sizeof(token: Token): Expression {
    this.position++;
    const mark = this.position;
    if (this.take("(")) {
      const type = recoverTypeName(this, (next) => next?.text === ")");
      if (type !== undefined && !isBareName(type)) {
        return { kind: "sizeofType", start: token.start, end: this.expect(")").end, type };
      }
      this.position = mark;
    }
    const operand = this.unary();
    return { kind: "sizeofExpression", start: token.start, end: this.previousEnd(), operand };
  }

  /** `(T) operand` or `(T) { … }`, at the parenthesis; undefined (and no progress) when it is no cast. */
  private cast(open: Token): Expression | undefined {
    const before = this.position++;
    const type = recoverTypeName(this, (token) => token?.text === ")");
    this.position++;
    const next = this.peek();
    const isCast =
      type !== undefined && next !== undefined && (!isBareName(type) || nameIsCast(type.base, next));
    if (!isCast) {
      this.position = before;
      return undefined;
    }
    if (next.text === "{") {
      const initializer = this.initializerList();
      return { kind: "compoundLiteral", start: open.start, end: initializer.end, type, initializer };
    }
    const operand = this.unary();
    return { kind: "cast", start: open.start, end: this.previousEnd(), type, operand };
  }
}

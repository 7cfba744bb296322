import type { Designator, Expression, InitializerElement, InitializerList } from "../model";
import { charLiteral, numberLiteral, stringLiteral } from "./literals";
import { isBareName, nameIsCast, recoverTypeName } from "./recoverType";
import { readWhole, TokenReader, Unreadable } from "./tokenReader";
import type { Token } from "./tokens";
import { isTypeKeyword, markTypeArgument, typeArgumentPosition } from "./typeArguments";

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
const statementKeywords = new Set(
  "if else for while do switch case default return break continue goto static extern typedef asm __asm__".split(
    " ",
  ),
);
const maximalDepth = 200;

class ExpressionReader extends TokenReader {
  private depth = 0;

  comma(): Expression {
    const left = this.assignment();
    if (!this.take(",")) return left;
    const right = this.comma();
    return { kind: "comma", start: left.start, end: right.end, left, right };
  }

  callArguments(): Expression[] {
    if (this.isAtEnd) return [];
    if (this.isAt(".")) return [this.elements(this.startHere(), undefined)];
    const args = [this.argument()];
    while (this.take(",")) args.push(this.argument());
    return args;
  }

  private argument(): Expression {
    const type = recoverTypeName(
      this,
      (token) => token === undefined || token.text === "," || token.text === ")",
    );
    if (type === undefined) return this.assignment();
    if (isBareName(type)) return { kind: "identifier", start: type.start, end: type.end, name: type.base };
    return { kind: "typeArgument", start: type.start, end: type.end, type };
  }

  private assignment(): Expression {
    if (++this.depth > maximalDepth) throw new Unreadable();
    const target = this.conditional();
    this.depth--;
    const operator = this.peek()?.text;
    if (operator === undefined || !assignments.has(operator)) return target;
    this.position++;
    const value = this.assignment();
    return { kind: "assignment", start: target.start, end: value.end, operator, target, value };
  }

  private conditional(): Expression {
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

  private postfix(): Expression {
    let result = this.primary();
    for (;;) {
      const token = this.peek();
      if (token?.kind !== "operator") return result;
      const start = result.start;
      if (token.text === "(") {
        this.position++;
        const args: Expression[] = this.isAt(")") ? [] : this.callArguments();
        const end = this.expect(")").end;
        if (result.kind === "identifier") markTypeArgument(args, typeArgumentPosition(result.name));
        result = {
          kind: "call",
          start,
          end,
          callee: result,
          args,
          argumentList: { start: token.start, end },
        };
      } else if (token.text === "[") {
        this.position++;
        const index = this.comma();
        result = { kind: "index", start, end: this.expect("]").end, object: result, index };
      } else if (token.text === "." || token.text === "->") {
        this.position++;
        const member = this.identifier();
        const memberSpan = { start: member.start, end: member.end };
        const arrow = token.text === "->";
        result = {
          kind: "member",
          start,
          end: member.end,
          object: result,
          member: member.text,
          memberSpan,
          arrow,
        };
      } else if (token.text === "++" || token.text === "--") {
        this.position++;
        result = {
          kind: "update",
          start,
          end: token.end,
          operator: token.text,
          prefix: false,
          operand: result,
        };
      } else return result;
    }
  }

  private primary(): Expression {
    const token = this.peek();
    if (token === undefined) throw new Unreadable();
    if (token.kind === "number") return numberLiteral(this.next().text, token.start);
    if (token.kind === "char") return charLiteral(this.next().text, token.start);
    if (token.kind === "operator") {
      this.expect("(");
      if (this.isAt("{")) throw new Unreadable();
      const inner = this.comma();
      this.expect(")");
      return inner;
    }
    return this.concatenation();
  }

  /** One string or identifier, or several in a row of which one is a string. */
  private concatenation(): Expression {
    const parts: Expression[] = [];
    let hasString = false;
    for (
      let token = this.peek();
      token?.kind === "string" || token?.kind === "identifier";
      token = this.peek()
    ) {
      this.position++;
      const { start, end } = token;
      if (token.kind === "string") {
        hasString = true;
        parts.push(stringLiteral(token.text, start));
      } else if (isTypeKeyword(token.text) || statementKeywords.has(token.text)) throw new Unreadable();
      else if (this.isAt("(") && parts.length > 0) {
        this.position--;
        parts.push(this.callInConcatenation());
      } else parts.push({ kind: "identifier", start, end, name: token.text });
    }
    if (parts.length === 1) return parts[0]!;
    const first = parts[0];
    const last = parts[parts.length - 1];
    // Names in a row without a literal are a string only if all are macros, which are spelled in capitals.
    const isString =
      hasString || parts.every((part) => part.kind === "identifier" && /^[A-Z][A-Z0-9_]*$/.test(part.name));
    if (!isString || first === undefined || last === undefined) throw new Unreadable();
    return { kind: "concatenation", start: first.start, end: last.end, parts };
  }

  private callInConcatenation(): Expression {
    const name = this.identifier();
    const open = this.expect("(");
    const args = this.isAt(")") ? [] : this.callArguments();
    const { end } = this.expect(")");
    const callee: Expression = { kind: "identifier", start: name.start, end: name.end, name: name.text };
    return { kind: "call", start: name.start, end, callee, args, argumentList: { start: open.start, end } };
  }

  initializerList(): InitializerList {
    const open = this.expect("{");
    return this.elements(open.start, "}");
  }

  /** Elements of an initializer list up to `close`, or up to the end of the text. */
  private elements(start: number, close: "}" | undefined): InitializerList {
    const elements: InitializerElement[] = [];
    while (close === undefined ? !this.isAtEnd && !this.isAt(")") : !this.isAt(close)) {
      elements.push(this.element());
      if (!this.take(",")) break;
    }
    const end = close === undefined ? this.previousEnd() : this.expect(close).end;
    return { kind: "initializerList", start, end, elements };
  }

  private element(): InitializerElement {
    const start = this.startHere();
    const designators: Designator[] = [];
    while (this.isAt(".") || this.isAt("[")) {
      const token = this.next();
      if (token.text === ".") {
        const field = this.identifier();
        designators.push({ kind: "field", start: token.start, end: field.end, name: field.text });
      } else {
        const index = this.conditional();
        designators.push({ kind: "index", start: token.start, end: this.expect("]").end, index });
      }
    }
    if (designators.length > 0) this.expect("=");
    const value = this.isAt("{") ? this.initializerList() : this.assignment();
    return { start, end: this.previousEnd(), designators, value };
  }
}

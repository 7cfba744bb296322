import type { Designator, Expression, InitializerElement, InitializerList } from "../model";
import { charLiteral, numberLiteral, stringLiteral } from "./literals";
import { isBareName, recoverTypeName } from "./recoverType";
import { TokenReader, Unreadable } from "./tokenReader";
import { isTypeKeyword, markTypeArgument, typeArgumentPosition } from "./typeArguments";

const statementKeywords = new Set(
  "if else for while do switch case default return break continue goto static extern typedef asm __asm__".split(
    " ",
  ),
);
/** Reads what binds tightest: names, literals, calls, members, initializer lists. */
export abstract class OperandReader extends TokenReader {
  abstract comma(): Expression;
  protected abstract assignment(): Expression;
  protected abstract conditional(): Expression;

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

  protected postfix(): Expression {
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

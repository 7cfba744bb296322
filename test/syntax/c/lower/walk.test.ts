import { describe, expect, it } from "vitest";
import {
  childExpressions,
  childStatements,
  forEachCall,
  forEachExpression,
  forEachStatement,
} from "../../../../server/src/syntax/c/lower/walk";
import type { Expression } from "../../../../server/src/syntax/c/model";
import { lower } from "./lowered";
import { print } from "./print";

const source = `
enum { E = e(1) };
static T table[n(2)] = { [d(3)] = v(4) };
int f(int a[p(5)]) {
  for (int i = b(6); c(7); g(8)) h(9);
  foreach(lc, k(10)) { switch (l(11)) { case 12: m(13)->x = o(14)[q(15)]; } }
  PG_TRY(); r(16); PG_CATCH(); s(17); PG_FINALLY(); t(18); PG_END_TRY();
  do u(19); while (w(20));
  if (x(21)) return y(22) ? z(23) : (T *) aa(24); else (void) ({ bb(25); });
  (T[cc(26)]) { dd(27) };
  sizeof(T[ee(28)]);
}
MACRO(ff(29));`;

describe("walks over the model", () => {
  it("meet every call once, in the order of the text", () => {
    const numbers: number[] = [];
    for (const definition of lower(source).definitions) {
      forEachCall(definition, (call) => {
        const [argument] = call.args;
        if (argument?.kind === "number" && argument.value !== undefined) numbers.push(argument.value);
      });
    }
    const all = Array.from({ length: 29 }, (_, index) => index + 1).filter((number) => number !== 12);
    expect(numbers).toEqual(all);
  });

  it("meet outer expressions before inner ones", () => {
    const [definition] = lower("int x = f(a + 1);").definitions;
    const met: string[] = [];
    forEachExpression(definition!, (expression) => met.push(print(expression)));
    expect(met).toEqual(["f((a + 1))", "f", "(a + 1)", "a", "1"]);
  });

  it("meet statements in statement expressions", () => {
    const [definition] = lower("void f(void) { x = ({ if (a) b(); }); return; }").definitions;
    const kinds: string[] = [];
    forEachStatement(definition!, (statement) => kinds.push(statement.kind));
    expect(kinds).toEqual(["block", "expression", "block", "if", "expression", "return"]);
  });

  it("list the same children as they walk", () => {
    const [definition] = lower(
      `void f(void) { x = ${"a ? f(b[c], d.e) : (T) { 1, [2] = g } + -h(i, (j, k))"}; }`,
    ).definitions;
    const walked: Expression[] = [];
    forEachExpression(definition!, (expression) => walked.push(expression));
    const listed: Expression[] = [];
    const list = (expression: Expression): void => {
      listed.push(expression);
      childExpressions(expression).forEach(list);
    };
    list(walked[0]!);
    expect(listed).toEqual(walked);
  });

  it("list the statements below a statement", () => {
    const [definition] = lower("void f(void) { if (a) b(); else { c(); } }").definitions;
    const body = definition?.kind === "function" ? definition.body : undefined;
    const [statement] = body?.statements ?? [];
    expect(childStatements(statement!).map(print)).toEqual(["b();", "{ c(); }"]);
  });
});

import { describe, expect, it } from "vitest";
import { loweredBody } from "./lowered";

const cases: readonly (readonly [string, string])[] = [
  ["a + b * c - d", "((a + (b * c)) - d)"],
  ["a << 2 | b && !c", "(((a << 2) | b) && (! c))"],
  ["*p++ = &x->y.z[3]", "((* (p ++)) = (& x->y.z[3]))"],
  ["--a, b--", "((-- a) , (b --))"],
  ["a ? b : c ? d : e", "(a ? b : (c ? d : e))"],
  ["a ?: b", "(a ?  : b)"],
  ["a += b = c", "(a += (b = c))"],
  ["f(a, g(b), (c, d))", "f(a, g(b), (c , d))"],
  ["p->f(x)(y)", "p->f(x)(y)"],
  ["(Foo *) p", "(cast <Foo*> p)"],
  ["(const struct foo *) p", "(cast <const struct foo*> p)"],
  ["sizeof(int) + sizeof(struct s) + sizeof(Foo *)", "((sizeof<int> + sizeof<struct s>) + sizeof<Foo*>)"],
  ["sizeof x + sizeof(T) * n", "((sizeof x) + ((sizeof T) * n))"],
  [
    "&(BackgroundWorker){.a = 1, .b[2] = 3, {1, 2}, .c.d = x}",
    "(& <BackgroundWorker>{.a=1, .b[2]=3, {1, 2}, .c.d=x})",
  ],
  ["(int[]){1, 2}", "<int[]>{1, 2}"],
  ["({ int a = 1; a; })", "({ var a: int = 1; a; })"],
  ["offsetof(T, f) + offsetof(struct T, f.g[1])", "(offsetof(<T>, f) + offsetof(<struct T>, f.g[1]))"],
  ["(void (*)(int)) p", "(cast <void(*)(int)> p)"],
  ["__extension__ x", "x"],
  ["true == NULL", "(true == NULL)"],
  ["RUN(a, { b(); })", "RUN(a, ({ b(); }))"],
  ["-x", "(- x)"],
];

const numbers: readonly (readonly [string, string])[] = [
  ["0", "0"],
  ["42UL", "42"],
  ["0x1Ful", "31"],
  ["017", "15"],
  ["0b101", "5"],
  ["1'000", "1000"],
  ["1.5e3", "1500"],
  [".5f", "0.5"],
  ["-1", "-1"],
  ["0xFFFFFFFFFFFFFFFF", "number?0xFFFFFFFFFFFFFFFF"],
];

const strings: readonly (readonly [string, string])[] = [
  ['"a\\nb\\t\\\\\\""', 'a\nb\t\\"'],
  ['"\\101\\x42"', "AB"],
  ['"\\303\\251"', "é"],
  ['"\\xff"', "\ufffd"],
  ['"\\u00e9\\U0001F600"', "é😀"],
  ['"a\\\nb"', "ab"],
  ['L"x"', "x"],
  ['"é"', "é"],
  ['""', ""],
];

describe("expressions", () => {
  for (const [source, printed] of cases) {
    it(`lowers ${source}`, () => {
      expect(loweredBody(`x = ${source.includes(",") ? `(${source})` : source};`)).toBe(`(x = ${printed});`);
    });
  }

  for (const [source, printed] of numbers) {
    it(`reads the number ${source}`, () => {
      expect(loweredBody(`x = ${source};`)).toBe(`(x = ${printed});`);
    });
  }

  for (const [source, value] of strings) {
    it(`reads the string ${source}`, () => {
      expect(loweredBody(`x = ${source};`)).toBe(`(x = ${JSON.stringify(value)});`);
    });
  }

  it("reads characters", () => {
    expect(loweredBody("f('a', '\\n', '\\0', '\\x41', '\\'', 'é');")).toBe(
      "f('97', '10', '0', '65', '39', '233');",
    );
  });

  it("does not understand _Generic and inline assembly", () => {
    expect(loweredBody("x = _Generic(y, int: 1, default: 2);")).toMatch(/^\(x = \?\?\?\); HOLES/);
    expect(loweredBody('__asm__ volatile ("nop" : : "r"(a));')).toMatch(/HOLES/);
  });

  it("makes only the broken argument unknown", () => {
    expect(loweredBody("f(a, b @ c, d);")).toMatch(/^f\(a, \?\?\?, d\); HOLES/);
  });
});

import { describe, expect, it } from "vitest";
import {
  parseExpression,
  parseInitializer,
  parseStatements,
} from "../../../../server/src/syntax/c/lower/parseExpression";
import { print } from "./print";
import { spanFaults } from "./spans";

describe("parseExpression", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['"a" V "b"', 'concat("a" V "b")'],
    ["a * b", "(a * b)"],
    ["((uint32) 1)", "(cast <uint32> 1)"],
    ["do_it((a), &b)", "do_it(a, (& b))"],
    ["1 // end", "1"],
    ["{ 1, 2 }", ""],
  ];

  for (const [text, printed] of cases) {
    it(`reads ${text}`, () => {
      const expression = parseExpression(text);
      expect(expression === undefined ? "" : print(expression)).toBe(printed);
      expect(spanFaults(expression, text)).toEqual([]);
    });
  }

  it("refuses what is no expression", () => {
    for (const text of [
      "",
      "a b",
      "return 1",
      "a;",
      "a); (b",
      "if (x) y",
      "a +",
      "do { } while (0)",
      "{ }",
      "a) + (b",
    ]) {
      expect(parseExpression(text)).toBeUndefined();
    }
  });
});

describe("parseInitializer", () => {
  it("reads a list, or the elements of one, and keeps inside the text", () => {
    for (const text of ["{ 1, .b = 2 }", "1, .b = 2", ""]) {
      const list = parseInitializer(text);
      expect(list?.elements).toHaveLength(text === "" ? 0 : 2);
      expect(spanFaults(list, text)).toEqual([]);
    }
  });
});

describe("parseStatements", () => {
  it("reads statements, the last one without semicolon", () => {
    const text = "do { a(x); if (y) return z; } while (0)";
    const block = parseStatements(text);
    expect(block && print(block)).toBe("{ do { a(x); if y return z; } while 0; }");
    expect(spanFaults(block, text)).toEqual([]);
  });

  it("reads several statements", () => {
    const block = parseStatements("int i = 0; f(i);");
    expect(block && print(block)).toBe("{ var i: int = 0; f(i); }");
  });

  it("refuses what holds a hole or closes more than it opens", () => {
    for (const text of ["a(); @ b();", "} void g(void) {", "{", "if (x)"])
      expect(parseStatements(text)).toBeUndefined();
  });
});

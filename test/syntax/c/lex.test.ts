import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashWord, Kind, lex, punctuatorCode } from "../../../server/src/syntax/c/lex";

/** Spellings of the code tokens. */
function spellings(text: string): string[] {
  const { count, start, end } = lex(text);
  return Array.from({ length: count }, (_, token) => text.slice(start[token], end[token]));
}

describe("lex", () => {
  it("tells words, numbers, literals and punctuators apart", () => {
    const tokens = lex(`x1 = 0x1p-3 + 1e+5 + .5f + 'a' + "s\\"t";`);
    expect(Array.from(tokens.kind.slice(0, tokens.count))).toEqual([
      Kind.identifier,
      Kind.punctuator,
      ...[Kind.number, Kind.punctuator, Kind.number, Kind.punctuator, Kind.number, Kind.punctuator],
      ...[Kind.char, Kind.punctuator, Kind.string, Kind.punctuator],
    ]);
  });

  it("keeps the longest punctuator together", () => {
    expect(spellings("a<<=b->c...d++ - --e&&f!=g##h")).toEqual([
      "a",
      "<<=",
      "b",
      "->",
      "c",
      "...",
      "d",
      "++",
      "-",
      "--",
      "e",
      "&&",
      "f",
      "!=",
      "g",
      "##",
      "h",
    ]);
  });

  it("gives identifiers the hash of their spelling and punctuators their code", () => {
    const tokens = lex("foreach->");
    expect(tokens.code[0]).toBe(hashWord("foreach"));
    expect(tokens.code[1]).toBe(punctuatorCode("->"));
  });

  it("takes a directive with its continuation lines and comments as one", () => {
    const text = "#define A \\\r\n  1 /* two\nlines */ 2\nint x;";
    const tokens = lex(text);
    expect(text.slice(tokens.directives[0], tokens.directives[1])).toBe(
      "#define A \\\r\n  1 /* two\nlines */ 2",
    );
    expect(spellings(text)).toEqual(["int", "x", ";"]);
  });

  it("sees a directive only at the beginning of a line, after blanks and comments", () => {
    expect(lex("int a; # if 0\n").directives).toEqual([]);
    expect(lex("/* x */ # if 0\n").directives).toHaveLength(2);
  });

  it("ends an unterminated literal at the line end and goes on behind it", () => {
    expect(spellings(`a = "open\nb = 'x\rc;`)).toEqual(["a", "=", '"open', "b", "=", "'x", "c", ";"]);
  });

  it("ends an unterminated comment with the text", () => {
    const tokens = lex("int x; /* never");
    expect(tokens.count).toBe(3);
    expect(tokens.comments).toEqual([7, 15]);
  });

  it("skips a byte order mark, NUL bytes and replacement characters", () => {
    expect(spellings("\ufeffint\0 x\ufffd;")).toEqual(["int", "x", ";"]);
  });

  it("covers any text with tokens in order that do not overlap", () => {
    const piece = fc.constantFrom(
      ..."/*\\\n\r\"'#.<=-aZ_09 \0\ufffd\u00e9({",
      "/*",
      "*/",
      "//",
      "#if",
      "\r\n",
      "..",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        const { count, start, end } = lex(text);
        let offset = 0;
        for (let token = 0; token < count; token++) {
          if (start[token]! < offset || end[token]! <= start[token]! || end[token]! > text.length)
            return false;
          offset = end[token]!;
        }
        return true;
      }),
      { numRuns: 1000 },
    );
  });
});

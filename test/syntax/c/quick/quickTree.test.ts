import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedChunk } from "../../../../server/src/syntax/c/chunk";
import { flattenAny } from "../../../../server/src/syntax/c/lower/flatten";
import { FlatTreeBuilder, type FlatTree } from "../../../../server/src/syntax/c/lower/flatTree";
import { Kind } from "../../../../server/src/syntax/c/lower/nodeKind";
import { parseAfresh } from "../../../../server/src/syntax/c/parse";
import { createTokens, lex } from "../../../../server/src/syntax/c/lex";
import { classifyTokens, Sym } from "../../../../server/src/syntax/c/quick/symbols";
import { quickTree } from "../../../../server/src/syntax/c/quick/quickTree";
import { extensionText, readAlone } from "../examples";

/** The tree as plain data. */
function listed({ kind, start, end, next, flags, count }: FlatTree) {
  return Array.from({ length: count }, (_, node) => [
    Kind[kind[node]!],
    start[node],
    end[node],
    next[node],
    flags[node],
  ]);
}

/** The quick tree of a function; undefined when it is not understood. */
function quick(text: string) {
  const tree = new FlatTreeBuilder();
  return quickTree(text, tree) ? listed(tree) : undefined;
}

function bySitter(text: string) {
  return listed(flattenAny(parseAfresh(text)));
}

/** Every word that the grammar spells out. */
function wordsOfGrammar(): readonly string[] {
  const path = createRequire(import.meta.url).resolve("tree-sitter-c/src/grammar.json");
  const { rules } = JSON.parse(readFileSync(path, "utf8")) as { rules: unknown };
  const strings = JSON.stringify(rules).matchAll(/"type":"STRING","value":"([A-Za-z_]\w*)"/gu);
  return [...new Set(Array.from(strings, (match) => match[1]!))];
}

const functionAround = (statements: string): string => `static int f(int a, char *b)\n{\n${statements}\n}`;

const plain = [
  "",
  ";",
  "return;",
  "return a + b * c - d / e % f;",
  "a = b == c && d != e || !f;",
  "x = a < b, y <<= 2, z |= ~c & d ^ e | g >> 1;",
  "int x;",
  "static const unsigned long int *const p = NULL, q[3] = {1, 2, [2] = 3}, *r[N + 1];",
  "Foo *x = (Foo *) palloc0(sizeof(Foo) * n);",
  'const char *s = "a" "b" INT64_FORMAT "c", c = \'x\', d = \'\\n\';',
  "struct pt x = {.a = 1, .b.c = {2}}; enum e y;",
  "if (a) b(); else if (c) { d(); } else ;",
  "for (int i = 0; i < 3; i++) continue;\nfor (;;) break;\nfor (a = 1, b = 2; a; a++, b--) f();",
  "while (*p++) { }\ndo { x--; } while (x > 0);",
  "switch (x) { case 1: case A | B: { f(); } break; int y; default: g(); }",
  "goto out;\nout: return -1 + - 2 + +3;",
  "x->y.z[i](a, &b, *c, (int) d, (struct s *) e)++;",
  "a ? b : c ? (d, e) : f;",
  "x = y = (T) z;",
  "f(offsetof(T, m), sizeof x, sizeof(int), sizeof(T **), sizeof(a) - 1);",
  "(void) f(x); (*fn)(1.5, .5, 0x1FUL, 'a');",
  "x = &(Foo) {1, 2};",
  "// a comment\n/* another */ f( /* here */ ); \\\n g();",
  "MACRO;",
  "T const *x, y = *z;",
  "x = true && FALSE || nothing == NULL;",
];

describe("the quick parser", () => {
  it.each(plain)("reads as tree-sitter does: %s", (statements) => {
    const text = functionAround(statements);
    expect(quick(text)).toEqual(bySitter(text));
  });

  it.each([
    "void f(void) { }",
    "extern struct s *f(const T *const x, int y[], unsigned long, char **, ...) { }",
    "  static inline T **f(PG_FUNCTION_ARGS)\n{ }  ",
    "int f() { }\n/* end */",
  ])("reads the head %s", (text) => {
    expect(quick(text)).toEqual(bySitter(text));
  });

  it.each([
    ["an error", "x = ;"],
    ["a brace too many", "}"],
    ["a missing brace", "{"],
    ["what the grammar may take for a cast", "x = (a) - b * c;"],
    ["what the grammar may take for a call", "x = (T) (y);"],
    ["what the grammar may take for a declaration", "a * f(b);"],
    ["what the grammar may take for a type", "f(g(a * b));"],
    ["an operand that is a type", "f(int);"],
    ["a function that is declared inside", "int g(int);"],
    ["a struct with a body", "struct s { int x; } y;"],
    ["an assignment to what takes none", "a + b = c;"],
    ["an increment behind a sign", "x = -y++;"],
    ["letters beyond ASCII", "größe = 1;"],
    ["an odd escape", 'f("\\xZ");'],
    ["a comment in a character", "f('/*'); g('*/');"],
    ["a prefix of a string", 'f(L"x");'],
    ["an open string", 'f("x);'],
    ["a directive", "\n#if X\nf();\n#endif\n"],
    ["an attribute", "int x __attribute__((unused));"],
    ["more parentheses than anyone writes", `x = ${"(".repeat(3000)}1${")".repeat(3000)};`],
    ["more blocks than anyone writes", "{".repeat(3000) + "}".repeat(3000)],
  ])("leaves %s to tree-sitter", (_, statements) => {
    expect(quick(functionAround(statements))).toBeUndefined();
  });

  it("takes no word of the grammar for a name", () => {
    const words = wordsOfGrammar();
    expect(words.length).toBeGreaterThan(80);
    const tokens = lex(words.join(" "), createTokens(256));
    const symbols = new Int32Array(words.length + 1);
    classifyTokens(words.join(" "), tokens, symbols);
    expect(words.filter((_, index) => symbols[index] === Sym.identifier)).toEqual([]);
  });

  it("understands what extensions are made of", () => {
    const functions = readAlone(extensionText).chunks.filter(({ chunk }) => chunk.kind === "function");
    const understood = functions.filter(({ chunk }) => quick((chunk as ParsedChunk).masked()) !== undefined);
    expect(understood.map(({ chunk }) => chunk.name)).toEqual(["add", "main_loop"]);
  });

  it("reads no text in another way than tree-sitter does", () => {
    const pieces = fc.constantFrom(
      ...[
        "a",
        "b",
        "T",
        "x",
        "int ",
        "const ",
        "static ",
        "unsigned ",
        "struct s ",
        "sizeof",
        "return ",
        "if ",
        "else ",
      ],
      ...[
        "while ",
        "do ",
        "for ",
        "switch ",
        "case 1",
        "default",
        "goto l",
        "break",
        "NULL",
        "true",
        "1",
        "-1",
        "0x1F",
      ],
      ...[
        "1e5",
        '"s"',
        "'c'",
        "'/*'",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ";",
        ";\n",
        ",",
        ":",
        "?",
        "=",
        "+",
        "-",
        "*",
        "&",
      ],
      ...[
        "!",
        "~",
        "++",
        "--",
        "->x",
        ".x",
        "==",
        "&&",
        "||",
        "<<=",
        "+=",
        "...",
        "(T)",
        "(T *)",
        "(a)",
        "(int)",
        "()",
      ],
      ...[
        "/* c */",
        "// c\n",
        "\\\n",
        " ",
        "a * b",
        "f(x)",
        "f(a * b)",
        "{1}",
        "{.x = 1}",
        "int y",
        "T *p",
        "l:",
        "foo(",
      ],
    );
    const sound = fc.constantFrom(...plain);
    const damaged = fc
      .tuple(sound, fc.array(fc.tuple(fc.nat(), fc.nat(3), pieces), { maxLength: 3 }))
      .map(([text, edits]) =>
        edits.reduce((current, [at, removed, added]) => {
          const from = at % (current.length + 1);
          return current.slice(0, from) + added + current.slice(from + removed);
        }, text),
      );
    const random = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
    const statements = fc.array(fc.oneof(damaged, random, sound), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(statements, (parts) => {
        const text = functionAround(parts.join("\n"));
        const tree = quick(text);
        if (tree !== undefined) expect(tree).toEqual(bySitter(text));
      }),
      { numRuns: 3000 },
    );
  });
});

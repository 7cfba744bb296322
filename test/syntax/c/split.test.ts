import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extensionText, readAlone } from "./examples";

/** Names of the functions in order. */
function functions(text: string): (string | undefined)[] {
  return readAlone(text)
    .chunks.filter(({ chunk }) => chunk.kind === "function")
    .map(({ chunk }) => chunk.name);
}

/** Names of the functions that are understood without a hole. */
function soundFunctions(text: string): (string | undefined)[] {
  return readAlone(text)
    .chunks.filter(({ chunk }) => chunk.kind === "function" && chunk.holes.length === 0)
    .map(({ chunk }) => chunk.name);
}

const three = [
  "int\nfirst(int x)\n{\n\treturn x;\n}\n",
  "int\nsecond(int x)\n{\n\tif (x) {\n\t\tx++;\n\t}\n\treturn x;\n}\n",
];
const third = "static int\nthird(void)\n{\n\treturn 3;\n}\n";

describe("functions", () => {
  it.each([
    ["Datum f(PG_FUNCTION_ARGS) { return 0; }", "f"],
    ["static inline struct Foo *\nf(int x)\n{ }", "f"],
    ["void f(int a) pg_attribute_x(1, 2) { }", "f"],
    ["pg_attribute_printf(1, 2) void f(int a) { }", "f"],
    ["__attribute__((noinline)) static void f(void) { }", "f"],
    ["void (*f(int sig))(int) { return 0; }", "f"],
    ["int f(a, b)\nint a; char *b;\n{ }", "f"],
    ["f(x)\nint x;\n{ }", "f"],
    ["UNKNOWN void f(void) { }", "f"],
    ["SQL_FUNCTION(f)\n{ }", "f"],
    ["const char API(*)\nf(void) { }", "f"],
  ])("%s is %s", (text, name) => {
    expect(functions(text)).toEqual([name]);
  });

  it.each([
    "struct Foo { int x; };",
    "typedef struct { int (*f)(int); } Foo;",
    "enum E { A, B };",
    "static Foo x = { f(1) };",
    "struct __attribute__((packed)) Foo { int x; };",
    "static const struct { int a; } list[] = { {1}, {2} };",
    "int f(int);",
    "CATALOG(pg_x,1,X)\n{ Oid oid; } FormData_pg_x;",
    "typedef int (*f)(int);",
    "namespace n { void f() { } }",
  ])("%s is no function", (text) => {
    expect(functions(text)).toEqual([]);
  });

  it("knows which ones are static", () => {
    const { chunks } = readAlone(
      "static int f(void) { static int x; return x; }\nint g(void) { static int y; return y; }",
    );
    expect(chunks.map(({ chunk }) => chunk.isStatic)).toEqual([true, false]);
  });

  it("finds all of a real file's", () => {
    expect(functions(extensionText)).toEqual(["add", "old_style", "main_loop"]);
  });

  it('looks into extern "C" blocks', () => {
    expect(functions('extern "C" {\nint f(void) { return 1; }\n}\nint g(void) { return 1; }')).toEqual([
      "f",
      "g",
    ]);
  });
});

describe("broken code", () => {
  const [first, second] = three as [string, string];

  it("loses one function when a closing brace is missing", () => {
    expect(soundFunctions(first + second.replace("\t}\n", "") + third)).toEqual(["first", "third"]);
    expect(functions(first + second.replace("\t}\n", "") + third)).toEqual(["first", "second", "third"]);
  });

  it("loses one function when there is a closing brace too many", () => {
    const text = first + second.replace("\t\tx++;\n", "\t\tx++;\n\t}\n\t}\n") + third;
    expect(soundFunctions(text)).toEqual(["first", "third"]);
    expect(functions(text)).toEqual(["first", "second", "third"]);
  });

  it("loses one function when its last brace is not typed yet", () => {
    const text = first + "int\nsecond(int x)\n{\n\tfoo(\n\n" + third;
    expect(soundFunctions(text)).toEqual(["first", "third"]);
  });

  it("loses one function when a head is not finished", () => {
    expect(soundFunctions(first + "int second(int x\n{\n\treturn 1;\n}\n" + third)).toContain("third");
  });

  it("goes on behind a struct without its semicolon", () => {
    expect(soundFunctions("struct S\n{\n\tint x;\n}\n\n" + third)).toEqual(["third"]);
  });

  it("survives branches that each open a brace", () => {
    const text = `${first}int\nsecond(int x)\n{\n#ifdef A\n\tif (x) {\n#endif\n#ifdef B\n\tif (x > 1) {\n#endif\n\t}\n}\n${third}`;
    expect(soundFunctions(text)).toEqual(["first", "third"]);
  });
});

describe("any text", () => {
  it("is cut into chunks in order that do not overlap and repeat the text", () => {
    const piece = fc.constantFrom(
      ...[
        "int ",
        "f",
        "(",
        ")",
        "{",
        "}",
        ";",
        "\n",
        "=",
        ",",
        '"x"',
        "struct ",
        "extern ",
        "#if 0\n",
        "#else\n",
      ],
      ...[
        "#endif\n",
        "static ",
        "typedef ",
        "namespace ",
        "MACRO(a)\n",
        "foreach(a, b)",
        "*",
        "'",
        "/*",
        "*/",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = readAlone(pieces.join(""));
        let offset = 0;
        for (const { chunk, start, end } of source.chunks) {
          expect(start).toBeGreaterThanOrEqual(offset);
          expect(end).toBeGreaterThan(start);
          expect(chunk.text).toBe(source.text.slice(start, end));
          offset = end;
        }
        expect(offset).toBeLessThanOrEqual(source.text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

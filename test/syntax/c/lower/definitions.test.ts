import { describe, expect, it } from "vitest";
import { lower, lowered } from "./lowered";

function printed(original: string, masked?: string): string {
  const { text, holes } = lowered(original, masked);
  return holes.length === 0 ? text : `${text} HOLES ${JSON.stringify(holes)}`;
}

const cases: readonly (readonly [string, string, string])[] = [
  [
    "a function",
    "Datum f(PG_FUNCTION_ARGS) { return x; }",
    "function f(: PG_FUNCTION_ARGS): Datum { return x; }",
  ],
  [
    "storage, inline and variadic parameters",
    "static inline char *f(const char *fmt, ...) {}",
    "static inline function f(fmt: const char*, ...): char* {  }",
  ],
  ["an unspecified parameter list", "void f() {}", "function f(?): void {  }"],
  [
    "a K&R definition",
    "int f(a, b) int a; char *b; { return a; }",
    "function f(a: int, b: char*): int { return a; }",
  ],
  [
    "parameters of every shape",
    "void f(int a[], char *argv[3], int (*cb)(void), int g(int), const char *) {}",
    "function f(a: int[], argv: char*[3], cb: int(*)(), g: int(*)(int), : const char*): void {  }",
  ],
  ["a function that returns a function", "void (*f(int a))(int) {}", "function f(a: int): void(*)(int) {  }"],
  ["several declarators", "int x = 3, *y, z[3] = {1};", "var x: int = 3, y: int*, z: int[3] = {1};"],
  ["a prototype", "extern bool f(int a, char *);", "extern var f(a: int, : char*): bool;"],
  [
    "function pointers",
    "static void (*fp)(int) = NULL; int (*arr[3])(void); typedef void (*cb)(char *);",
    "static var fp: void(*)(int) = NULL;\nvar arr: int(*)()[3];\ntypedef var cb: void(*)(char*);",
  ],
  [
    "a typedef of a struct",
    "typedef struct A { int x:3; union { int a; char *b; }; struct B *c[N], *d; void (*fn)(int); } A, *AP;",
    "typedef var A: struct A {x: int; : union {a: int; b: char*}; c: struct B*[N]; d: struct B*; fn: void(*)(int)}, AP: struct A*;",
  ],
  ["an enum", "enum E { A, B = 3, C };", "declare enum E {A, B=3, C};"],
  [
    "qualifiers of the variable and of what it points to",
    'static const char *const names[] = {"a"}; volatile sig_atomic_t got; int *volatile p;',
    'static var names: const char*const[] = {"a"};\nvar got: volatile sig_atomic_t;\nvar p: int*volatile;',
  ],
  [
    "types of several words",
    "long long  unsigned int w; unsigned z;",
    "var w: long long unsigned int;\nvar z: unsigned;",
  ],
  ["multidimensional arrays, outermost first", "int a[2][3][];", "var a: int[2][3][];"],
  [
    "macros that stand alone",
    'PG_MODULE_MAGIC;\nPG_FUNCTION_INFO_V1(f);\nPG_MODULE_MAGIC_EXT(.name = "x", .version = "1");',
    'macro PG_MODULE_MAGIC\nmacro PG_FUNCTION_INFO_V1(f)\nmacro PG_MODULE_MAGIC_EXT({.name="x", .version="1"})',
  ],
  ['what extern "C" holds', 'extern "C" { int x; void f(void) {} }', "var x: int;\nfunction f(): void {  }"],
  ["a function whose head is a macro", "TEST(name) { a(); }", "function TEST():  { a(); }"],
  ["a function whose head is a macro of two arguments", "TEST(a, b) { a(); }", "function TEST():  { a(); }"],
  ["an implicit int", "main() { a(); }", "function main(?):  { a(); }"],
];

describe("definitions", () => {
  for (const [title, source, text] of cases) {
    it(`lowers ${title}`, () => {
      expect(printed(source)).toBe(text);
    });
  }

  it("sees marks of export that the mask blanks", () => {
    const blank = " ".repeat("PGDLLEXPORT".length);
    expect(printed("PGDLLEXPORT void f(void) {}", `${blank} void f(void) {}`)).toBe(
      "export function f(): void {  }",
    );
    expect(printed("PGDLLEXPORT void f(void);", `${blank} void f(void);`)).toBe("export var f(): void;");
    expect(printed("int x; PGDLLEXPORT int y; int z;", `int x; ${blank} int y; int z;`)).toBe(
      "var x: int;\nexport var y: int;\nvar z: int;",
    );
  });

  it("names the macros that the mask blanks and that might export", () => {
    const { definitions } = lower(
      "MY_API void f(void) {} static MY_HOT int x;",
      "       void f(void) {} static        int x;",
    );
    expect(definitions).toMatchObject([
      { isExported: false, headMacros: ["MY_API"] },
      { isExported: false, headMacros: ["MY_HOT"] },
    ]);
  });

  it("sees attributes of visibility before and after", () => {
    const attribute = '__attribute__((visibility("default")))';
    expect(printed(`${attribute} void f(void) {}`)).toBe("export function f(): void {  }");
    expect(printed(`void f(void) ${attribute};`)).toBe("export var f(): void;");
    expect(printed("/* PGDLLEXPORT */ void f(void) {}")).toBe("function f(): void {  }");
  });

  it("reads a macro without semicolon from under the mask", () => {
    expect(printed("PG_FUNCTION_INFO_V1(f)", "return              f;")).toBe("macro PG_FUNCTION_INFO_V1(f)");
    expect(printed('PG_MODULE_MAGIC_EXT(.name = "x");', 'PG_MODULE_MAGIC_EXT( name = "x");')).toBe(
      'macro PG_MODULE_MAGIC_EXT({.name="x"})',
    );
  });

  it("keeps a function whose end is missing", () => {
    expect(printed("void f(void) { a(); if (x) { b(); ")).toMatch(/^function f\(\): void \{ a\(\); .*b\(\)/);
  });

  it("keeps a function whose body cannot be followed", () => {
    const { definitions } = lower(
      'void f(int a) { g("a" V "b", A B "c", "a" F(x) "b"); char *s = A B "c"; }',
    );
    expect(definitions).toHaveLength(1);
    expect(definitions[0]).toMatchObject({ kind: "function", name: "f", holes: [{}] });
  });

  it("lists the holes of a function with the function and with the chunk", () => {
    const { definitions, holes } = lower("int x; void f(void) { a(); @ b(); }");
    expect(holes).toHaveLength(1);
    expect(definitions[1]).toMatchObject({ kind: "function", holes });
  });
});

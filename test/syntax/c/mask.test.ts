import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedChunk } from "../../../server/src/syntax/c/chunk";
import { learnMacros } from "../../../server/src/syntax/c/learnMacros";
import { maskChunk } from "../../../server/src/syntax/c/mask";
import { extensionText, readAlone } from "./examples";

/** What the mask makes of a statement in a function's body. */
function maskedStatement(statement: string, macros = ""): string {
  const head = "void f(void) {\n";
  const [function_] = readAlone(`${macros}\n${head}${statement}\n}`).chunks;
  const { knowledge } = function_!.chunk as unknown as {
    knowledge: Parameters<typeof maskChunk>[0]["knowledge"];
  };
  expect(function_!.chunk.holes).toEqual([]);
  const masked = maskChunk({ text: function_!.chunk.text, kind: "function", inactive: [], knowledge });
  return masked.slice(head.length, -2);
}

/** A top-level text that is understood without a hole. */
function expectSound(text: string, macros = ""): void {
  const holes = readAlone(`${macros}\n${text}`).chunks.flatMap(({ chunk }) => chunk.holes);
  expect(holes, text).toEqual([]);
}

describe("statements", () => {
  it.each([
    ["foreach(lc, list) x();", "while  (lc, list) x();"],
    ["dlist_foreach(iter, &head) { x(); }", "while        (iter, &head) { x(); }"],
    ["UNKNOWN_EACH(a, b)\n{ x(); }", "while       (a, b)\n{ x(); }"],
    ["if (a) foreach(lc, l) { x(); } else y();", "if (a) while  (lc, l) { x(); } else y();"],
    ["int x pg_attribute_unused() = 1;", "int x                       = 1;"],
    ["bool ok PG_USED_FOR_ASSERTS_ONLY;", "bool ok                         ;"],
    ["CHECK_THINGS(a, b)\n x();", "return       a, b;\n x();"],
    ["va_arg(ap, char *);", "va_arg(ap, char__);"],
    ["y = palloc_array(struct Foo, 3);", "y = palloc_array(struct_Foo, 3);"],
    ["cmp(a, <, b);", "cmp(a, _, b);"],
    ['log("v" STR(VERSION) "x");', 'log("v" STR          "x");'],
    ["if FAILED(r, 1) x();", "if       (____) x();"],
    ["n = offsetof(T, items[0]) + 1;", "n = offsetof(T, items   ) + 1;"],
    ["GUARD(f(); return);", "GUARD(___________);"],
    ["OPTS(.a = 1, .b = 2,);", "OPTS( a = 1,  b = 2 );"],
    ["__attribute__((unused)) int x;", "                        int x;"],
  ])("%s", (statement, expected) => {
    expect(maskedStatement(statement)).toBe(expected);
  });

  it.each([
    "x = a * b;",
    "foo(a * b, (char *) c, sizeof(int *));",
    "x = y ? f(1) : g(2);",
    "Datum v[] = {f(1), g(2)};",
    "h((struct P){f(1)});",
    "extern int other(char *, int);",
    "int (*callback)(char *, void *) = NULL;",
    "label: f(1);",
    "switch (x) { case A: f(1); break; default: break; }",
    "do f(1); while (x);",
    "a = ({ f(1); 2; });",
    "for (i = 0; i < f(3); i++) g(i);",
  ])("leaves plain C alone: %s", (statement) => {
    expect(maskedStatement(statement)).toBe(statement);
  });

  it("uses what it learned from the project's macros", () => {
    expect(maskedStatement("EACH(x, l) f(x);", "#define EACH(x, l) for (;x;)")).toBe("if  (x, l) f(x);");
    expect(maskedStatement("int x INIT(3);", "#define INIT(v) = v")).toBe("int x =    3 ;");
  });
});

describe("names that are a macro elsewhere in the workspace", () => {
  const macros = "#define debug(x)\n#define HASH\n#define each(x) for (;x;)\n";

  it.each([
    "x = debug(1);",
    "return debug(1) + HASH;",
    "f(HASH, 1, debug(2));",
    "int v[] = {f(1), HASH};",
    "each(x);",
    "debug(1);",
  ])("stay where a value must stand: %s", (statement) => {
    expect(maskedStatement(statement, macros)).toBe(statement);
  });

  it.each([
    ["int x HASH;", "int x     ;"],
    ["static HASH int x debug(1) = 2;", "static      int x          = 2;"],
    ["y = (HASH char *) x;", "y = (     char *) x;"],
    ["y = (Foo *HASH) (x);", "y = (Foo *    ) (x);"],
  ])("go where they decorate: %s", (statement, expected) => {
    expect(maskedStatement(statement, macros)).toBe(expected);
  });
});

describe("definitions", () => {
  it.each([
    `PG_MODULE_MAGIC_EXT(.name = "x", .version = "1");`,
    `OMNI_MODULE_INFO(.name = "x", .version = EXT_VERSION);`,
    "PG_FUNCTION_INFO_V1(f)\nDatum f(PG_FUNCTION_ARGS) { return 0; }",
    "DEFINE_THEM(a, int, <)\nDEFINE_THEM(b, char *, >)\nint x;",
    "MY_API Datum f(PG_FUNCTION_ARGS) { return 0; }",
    "static MY_INLINE void\nf(MY_UNUSED int a, const char *MY_RESTRICT b) { }",
    "void f(int a) MY_ATTRIBUTE(1, 2);\nvoid g(int a) MY_NORETURN { }",
    "extern MY_API Foo *bar(void);",
    "int f(a, b) int a; char *b; { return a; }",
    "CATALOG(pg_thing,1,ThingId) BKI_BOOTSTRAP\n{\n\tOid oid;\n} FormData_pg_thing;",
    "static const Foo table[] = {{.a = f(1), .b = 2}, {0}};",
    "STACK_OF(X509) *chain(void) { return 0; }",
  ])("understands %s", (text) => {
    expectSound(text);
  });

  it("understands a file that uses most of it", () => {
    expectSound(extensionText);
  });

  it("takes the one branch of a conditional that counts", () => {
    expectSound("void f(void)\n{\n#ifdef X\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t}\n}");
  });
});

describe("any text", () => {
  const knowledge = learnMacros([]);

  it.each([
    ["CATALOG\r\n(pg_thing,1,ThingId)\n{ Oid oid; } x;", ""],
    ["int x INIT\r\n(3);", "#define INIT(v) = v"],
    ["void f(void)\n{\n\tEACH\r\n(x, l) f(x);\n}", "#define EACH(x, l) for (;x;)"],
  ])("keeps a line end between a macro and its parenthesis: %j", (text, macros) => {
    const chunks = readAlone(`${macros}\n${text}`).chunks;
    const masked = chunks.map(({ chunk }) => maskChunk(chunk as ParsedChunk)).join("");
    expect(masked.replace(/[^\r\n]/g, "x")).toBe(
      chunks.map(({ chunk }) => chunk.text.replace(/[^\r\n]/g, "x")).join(""),
    );
  });

  it("keeps its length and its line ends", () => {
    const word = fc.constantFrom(
      ...[
        "foreach",
        "(",
        ")",
        "{",
        "}",
        ";",
        ",",
        "\n",
        "\r\n",
        " ",
        "#if 0\n",
        "#endif\n",
        "f",
        "X",
        "int",
        "*",
      ],
      ...[
        "PGDLLEXPORT",
        "pg_attribute_printf",
        "=",
        ".",
        '"s"',
        "/* c\n */",
        "<",
        "CATALOG",
        "offsetof",
        "if",
        "\0",
      ],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 50 }), fc.boolean(), (words, isFunction) => {
        const text = words.join("");
        const masked = maskChunk({ text, kind: isFunction ? "function" : "other", inactive: [], knowledge });
        expect(masked.replace(/[^\r\n]/g, "x")).toBe(text.replace(/[^\r\n]/g, "x"));
      }),
      { numRuns: 1500 },
    );
  });
});

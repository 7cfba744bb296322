import { describe, expect, it } from "vitest";
import { CFacts } from "../../server/src/facts/cFacts";
import { possibleVariables } from "../../server/src/facts/possibleVariables";
import { learnMacros } from "../../server/src/syntax/c/learnMacros";
import { readC } from "../../server/src/syntax/c/readC";

function read(text: string): CFacts {
  return new CFacts("/w/a.c", readC(text, { pgMajor: 15, knowledge: learnMacros([]), defines: new Map() }));
}

/** The words that may name variables, of the whole text. */
function possible(text: string): ReadonlySet<string> {
  const chunks = read(text).source.chunks.filter(({ chunk }) => chunk.kind !== "function");
  return new Set(chunks.flatMap(({ chunk }) => [...possibleVariables(chunk)]));
}

const declared: readonly (readonly [code: string, name: string])[] = [
  ["int x;", "x"],
  ["static int a, *b, c[3] = {1, 2, 3}, d = 4;", "d"],
  ["int (*hook)(int code, char *text) = NULL;", "hook"],
  ["static Datum (*hook)(PG_FUNCTION_ARGS);", "hook"],
  ["static bool (WINAPI *hook)(int code);", "hook"],
  ["static void (*(*twice)(int))(char);", "twice"],
  ["int (wrapped);", "wrapped"],
  ["struct { int field; } value;", "value"],
  ["static struct point { int x, y; } *here = NULL, there[2];", "there"],
  ['extern "C" {\nint linked;\n}', "linked"],
  ["#ifdef A\nstruct s {\n#else\nstruct t {\n#endif\n  int f;\n} torn;", "torn"],
  ["#if 0\n{\n#endif\nint after;", "after"],
  ['static const char *text = "{", *other = "\'";', "other"],
  ["static char brace = '{', quote = '\"';", "quote"],
  ["/* don't { */ int commented; // it's {\nint next;", "next"],
  ["#define OPEN { /* of\nmany lines */\nint behind;", "behind"],
  ["static int x PG_USED_FOR_ASSERTS_ONLY = 0;", "x"],
  ["PGDLLIMPORT extern int shared;", "shared"],
];

describe("the names of variables at file level", () => {
  it.each(declared)("has the name in %j", (code, name) => {
    expect(possible(code)).toContain(name);
  });

  it("has every name that the parser finds", () => {
    const file = read(declared.map(([code]) => code).join("\n\n"));
    const names = possible(file.text);
    expect([...file.declarations.variables.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  it("leaves out parameters, fields, enumerators and what is in comments and literals", () => {
    const names = possible(
      [
        "extern int add(int result, char *state);",
        "struct pair { int first; char *second; };",
        "enum colour { RED, GREEN };",
        "#define LIMIT maximum",
        'static const char *text = "spoken"; /* told',
        "in passing */",
      ].join("\n"),
    );
    for (const name of ["result", "state", "first", "second", "RED", "maximum", "spoken", "told", "passing"])
      expect(names).not.toContain(name);
  });
});

describe("the declarations of one name", () => {
  const text = "int seen;\n\nint f(void) { return 1; }\n\nextern int seen;\n\nstatic int other = 2;\n";

  it("are those among all declarations", () => {
    const [asked, whole] = [read(text), read(text)];
    for (const name of ["seen", "other", "f", "absent"])
      expect(asked.variablesNamed(name)).toEqual(whole.declarations.variables.get(name) ?? []);
    expect(asked.variablesNamed("seen")).toHaveLength(2);
  });

  it("are the same once all declarations are known", () => {
    const file = read(text);
    const before = file.variablesNamed("seen");
    expect(file.declarations.variables.get("seen")).toEqual(before);
    expect(file.variablesNamed("seen")).toEqual(before);
  });
});

import { describe, expect, it } from "vitest";
import { readDirectives } from "../../../server/src/syntax/c/directives";
import { learnMacros } from "../../../server/src/syntax/c/learnMacros";
import { lex } from "../../../server/src/syntax/c/lex";

function learn(text: string, learnThem = true) {
  const { macros } = readDirectives(text, lex(text), { pgMajor: 17, defines: new Map() });
  return learnMacros(macros, { learn: learnThem });
}

/** What was learned about `name` from the definitions. */
function shapeOf(name: string, text: string): string {
  const knowledge = learn(text);
  if (knowledge.loopMacros.has(name)) return "loop";
  if (knowledge.blankMacros.has(name)) return "blank";
  if (knowledge.blankCallMacros.has(name)) return "blankCall";
  if (knowledge.statementMacros.has(name)) return "statement";
  if (knowledge.initializerMacros?.has(name) === true) return "initializer";
  return "plain";
}

describe("learnMacros", () => {
  it.each([
    ["#define M(x, l) for ((x) = (l); (x); (x) = (x)->next)", "loop"],
    ["#define M(x, l) foreach(x, l)", "loop"],
    ["#define M(x) OTHER(x, 1)\n#define OTHER(x, y) while ((x) < (y))", "loop"],
    ["#define M(x) for (;;) if (x)", "loop"],
    ["#define M", "blank"],
    ["#define M static inline", "blank"],
    ['#define M __attribute__((visibility("default")))', "blank"],
    ["#define M OTHER PGDLLEXPORT\n#define OTHER __attribute__((cold))", "blank"],
    ["#define M(n) __attribute__((aligned(n)))", "blankCall"],
    ["#define M(x)", "blankCall"],
    ["#define M(t) Datum t##_in(PG_FUNCTION_ARGS) { return 0; }", "statement"],
    ["#define M(t) PG_FUNCTION_INFO_V1(t); Datum t(PG_FUNCTION_ARGS);", "statement"],
    ["#define M(t) DEFINE_ONE(t, 1)\n#define DEFINE_ONE(t, n) int t = n;", "statement"],
    ["#define M(v) = v", "initializer"],
    ["#define M(x) do { f(x); } while (0)", "plain"],
    ["#define M(x) #x", "plain"],
    ["#define M(x) ((x) + 1)", "plain"],
    ["#define M 42", "plain"],
    ["#define M f(1)", "plain"],
    ["#define M OTHER\n#define OTHER M", "plain"],
  ])("%s is %s", (text, shape) => {
    expect(shapeOf("M", text)).toBe(shape);
  });

  it("believes in code when a macro is code in one build and nothing in another", () => {
    expect(shapeOf("M", "#define M(x) trace(x)\n#define M(x)")).toBe("plain");
  });

  it("knows PostgreSQL's own macros without any definition", () => {
    const knowledge = learnMacros([]);
    expect(knowledge.loopMacros).toContain("foreach");
    expect(knowledge.blankMacros).toContain("PGDLLEXPORT");
    expect(knowledge.blankCallMacros).toContain("pg_attribute_printf");
  });

  it("learns nothing when learning is off", () => {
    expect(learn("#define EACH(x) for (;x;)", false).key).toBe(learnMacros([]).key);
  });

  it("has the same key for the same knowledge only", () => {
    expect(learn("#define A 1").key).toBe(learn("#define B(x) (x)").key);
    expect(learn("#define A static").key).not.toBe(learn("#define A 1").key);
  });
});

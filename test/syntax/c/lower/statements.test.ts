import { describe, expect, it } from "vitest";
import { loweredBody } from "./lowered";

const cases: readonly (readonly [string, string, string])[] = [
  ["chains of else if", "if (a) x(); else if (b) y(); else z();", "if a x(); else if b y(); else z();"],
  [
    "case labels as siblings of what they label",
    "switch (x) { case 1: case A + 2: a(); break; default: { b(); } c(); }",
    "switch x { case 1: case (A + 2): a(); break; default: { b(); } c(); }",
  ],
  [
    "labels as siblings of what they label",
    "again: a(); goto again; done: ;",
    "again: a(); goto again; done: ;",
  ],
  ["a label at the end of a block", "a(); done:", "a(); done:"],
  ["a label as the body of an if as a block", "if (a) again: b();", "if a { again: b(); }"],
  [
    "every part of for",
    "for (int i = 0, j = 1; i < 3; i++, j++) a(); for (;;) ; for (i = 0; ; ) {}",
    "for (var i: int = 0, j: int = 1; (i < 3); ((i ++) , (j ++))) a(); for (; ; ) ; for ((i = 0); ; ) {  }",
  ],
  ["while and do", "while (a) b(); do { c(); } while (d);", "while a b(); do { c(); } while d;"],
  ["return with and without value", "return; return a, b;", "return; return (a , b);"],
  ["jumps", "for (;;) { if (a) continue; break; }", "for (; ; ) { if a continue; break; }"],
  ["the empty statement", ";", ";"],
  [
    "a declaration that only names or defines a type",
    "struct s { int a; }; enum { A, B = 2 }; struct t;",
    "declare struct s {a: int}; declare enum {A, B=2}; declare struct t;",
  ],
  [
    "a local typedef, whose name is a type from there on",
    "typedef int q; x = (q)(y);",
    "typedef var q: int; (x = (cast <q> y));",
  ],
  ["attributes of statements", "[[fallthrough]]; a();", "; a();"],
  [
    "a try with catch only",
    "PG_TRY(); a(); PG_CATCH(); { PG_RE_THROW(); } PG_END_TRY();",
    "try { a(); } catch { PG_RE_THROW(); }",
  ],
  [
    "a try in a case",
    "switch (x) { case 1: PG_TRY(); a(); PG_FINALLY(); b(); PG_END_TRY(); }",
    "switch x { case 1: try { a(); } finally { b(); } }",
  ],
  ["a try in a nested block", "if (x) { PG_TRY(); { a(); } PG_END_TRY(); }", "if x { try { a(); } }"],
  ["a catch without try as a hole", "PG_CATCH(); a();", 'HOLE a(); HOLES ["PG_CATCH();"]'],
  ["macros alone", "FOO; BAR(x); BAZ", "FOO; BAR(x); BAZ;"],
  ["a loop macro with a single statement", "foreach(lc, list) a(lc);", "loop foreach(lc, list) a(lc);"],
  [
    "a loop macro as the body of a loop",
    "for (;;) each(a, b) { c(); }",
    "for (; ; ) loop each(a, b) { c(); }",
  ],
  [
    "else after a loop macro and a return",
    "if (x) each(a, b) c(); else d();",
    "if x loop each(a, b) c(); else d();",
  ],
];

describe("statements", () => {
  for (const [title, source, printed] of cases) {
    it(`lowers ${title}`, () => {
      expect(loweredBody(source)).toBe(printed);
    });
  }

  it("loses only the statement that is broken", () => {
    expect(loweredBody("a(); @ b(); x = (; c();")).toMatch(/^a\(\); HOLE b\(\); .*c\(\);/);
  });

  it("marks the place of a semicolon that is missing", () => {
    expect(loweredBody("int x = 1 ")).toBe('var x: int = 1; HOLES [""]');
  });
});

describe("statements that the mask rewrote", () => {
  it("reads a short loop macro masked as if, and gives its else to the if around", () => {
    expect(loweredBody("EACH(a, b) { c(); }", "if  (a, b) { c(); }")).toBe("loop EACH(a, b) { c(); }");
    expect(loweredBody("if (x) EACH(a, b) { c(); } else d();", "if (x) if  (a, b) { c(); } else d();")).toBe(
      "if x loop EACH(a, b) { c(); } else d();",
    );
  });

  it("reads a loop macro without parentheses", () => {
    expect(loweredBody("ENDLESSLY { a(); }", "for(;;)   { a(); }")).toBe("loop ENDLESSLY() { a(); }");
  });

  it("reads a macro without semicolon", () => {
    expect(loweredBody("CHECK_IT(a, b) c();", "return   a, b; c();")).toBe("CHECK_IT(a, b); c();");
    expect(loweredBody("CHK(a) c();", "CHK a; c();")).toBe("CHK(a); c();");
    expect(loweredBody("CHECK_IT() c();", "return   ; c();")).toBe("CHECK_IT(); c();");
  });

  it("keeps a real return", () => {
    expect(loweredBody("return x; CHECK_IT(a) ", "return x; return   a; ")).toBe("return x; CHECK_IT(a);");
  });

  it("reads a masked macro call in a string", () => {
    expect(loweredBody('s = "a" F(x);', 's = "a" F   ;')).toBe('(s = concat("a" F(x)));');
    expect(loweredBody('g("a" F(x) "b");', 'g("a" F    "b");')).toBe('g(concat("a" F(x) "b"));');
    expect(loweredBody('char *s = "a" F(x);', 'char *s = "a" F   ;')).toBe(
      'var s: char* = concat("a" F(x));',
    );
  });

  it("reads a masked type argument", () => {
    expect(loweredBody("p = GET(char *, x);", "p = GET(char__, x);")).toBe("(p = GET(<char*>, x));");
    expect(loweredBody("CMP(a, <, b);", "CMP(a, _, b);")).toBe("CMP(a, ???, b);");
  });
});

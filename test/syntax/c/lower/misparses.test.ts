import { describe, expect, it } from "vitest";
import { lowered, loweredBody } from "./lowered";

describe("what the grammar misunderstands", () => {
  it("keeps the else branch of an if around a loop macro that the mask does not know", () => {
    expect(loweredBody("if (x) foreach_thing(lc, list) { a(); } else h();")).toBe(
      "if x loop foreach_thing(lc, list) { a(); } else h();",
    );
  });

  it("reads a masked loop macro from the user's text", () => {
    expect(loweredBody("foreach(lc, f(x)) { a(lc); }", "while  (lc, f(x)) { a(lc); }")).toBe(
      "loop foreach(lc, f(x)) { a(lc); }",
    );
  });

  it("takes a call of a parenthesised type for a cast", () => {
    expect(loweredBody("y = (uint32) (x + 1); z = (foo_t)(y); k = (HeapTuple)(p);")).toBe(
      "(y = (cast <uint32> (x + 1))); (z = (cast <foo_t> y)); (k = (cast <HeapTuple> p));",
    );
  });

  it("keeps a call of a parenthesised function", () => {
    expect(loweredBody("(free)(x); (GetUserId)(); (Callback)(a, b);")).toBe(
      "free(x); GetUserId(); Callback(a, b);",
    );
  });

  it("takes a sign after a parenthesised type for part of a cast", () => {
    expect(loweredBody("x = (Oid) -1; y = (Datum) &z == w;")).toBe(
      "(x = (cast <Oid> (- 1))); (y = ((cast <Datum> (& z)) == w));",
    );
  });

  it("takes a product of variables for an expression", () => {
    expect(loweredBody("int a, b; a * b; T * c;")).toBe("var a: int, b: int; (a * b); var c: T*;");
  });

  it("folds the parts of a PG_TRY, nested ones too", () => {
    expect(
      loweredBody(
        "PG_TRY(); { a(); PG_TRY(x); b(); PG_FINALLY(x); c(); PG_END_TRY(x); } PG_CATCH(); { d(); } PG_END_TRY();",
      ),
    ).toBe("try { a(); try { b(); } finally { c(); } } catch { d(); }");
  });

  it("makes a PG_TRY that is never closed a hole", () => {
    expect(loweredBody("PG_TRY(); a();")).toBe('HOLE a(); HOLES ["PG_TRY();"]');
  });

  it("reads a block macro in a body as a loop around its block", () => {
    expect(loweredBody("X(a) { b(); } Y(a, b) { c(); } Z() { d(); }")).toBe(
      "loop X(a) { b(); } loop Y(a, b) { c(); } loop Z() { d(); }",
    );
  });

  it("separates a macro without semicolon from the call that follows", () => {
    expect(loweredBody("CHECK(x) a(); FOO b();")).toBe("CHECK(x); a(); FOO; b();");
  });

  it("reads types as macro arguments", () => {
    expect(
      loweredBody("a = va_arg(ap, char *); b = palloc_array(struct Foo, 3); c = palloc_object(Foo);"),
    ).toBe("(a = va_arg(ap, <char*>)); (b = palloc_array(<struct Foo>, 3)); (c = palloc_object(<Foo>));");
  });

  it("reads designated arguments of a top-level macro", () => {
    expect(lowered('PG_MODULE_MAGIC_EXT(.name = "x", .version = V "y");')).toEqual({
      text: 'macro PG_MODULE_MAGIC_EXT({.name="x", .version=concat(V "y")})',
      holes: [],
    });
  });

  it("reads strings that macros are part of", () => {
    expect(loweredBody('f("a" V "b", V "b", A B "c", "a" F(x) "b");')).toBe(
      'f(concat("a" V "b"), concat(V "b"), concat(A B "c"), concat("a" F(x) "b"));',
    );
    expect(loweredBody('char *s = A B "c";')).toBe('var s: char* = concat(A B "c");');
  });
});

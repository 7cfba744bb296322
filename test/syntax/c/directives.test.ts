import { describe, expect, it } from "vitest";
import { readDirectives, type DirectiveOptions } from "../../../server/src/syntax/c/directives";
import { lex } from "../../../server/src/syntax/c/lex";

function read(text: string, options: Partial<DirectiveOptions> = {}) {
  return readDirectives(text, lex(text), { pgMajor: 17, defines: new Map(), ...options });
}

/** The lines of `text` that are analysed, without directives and blank lines. */
function activeLines(text: string, options: Partial<DirectiveOptions> = {}): string[] {
  const { inactive } = read(text, options);
  let kept = "";
  for (let offset = 0; offset < text.length; offset++) {
    if (!inactive.some(({ start, end }) => start <= offset && offset < end)) kept += text[offset];
  }
  return kept.split(/\r?\n/).filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
}

/** Which of `a`, `b` is kept of `#if condition a #else b #endif`, with `?` when the choice is not sure. */
function choice(condition: string, options: Partial<DirectiveOptions> = {}): string {
  const text = `${condition}\na\n#else\nb\n#endif\n`;
  const [kept] = activeLines(text, options);
  return (kept ?? "none") + (read(text, options).inactive.every(({ certain }) => certain) ? "" : "?");
}

describe("conditions", () => {
  it.each([
    ["#if PG_VERSION_NUM >= 170000", "a"],
    ["#if PG_VERSION_NUM < 170000", "b"],
    ["#if PG_VERSION_NUM >= 180000 || PG_VERSION_NUM < 130000", "b"],
    ["#if PG_VERSION_NUM / 100 == 1700", "a"],
    ["#if PG_MAJORVERSION_NUM == 17", "a"],
    ["#if (PG_VERSION_NUM >= 160000) && defined(PG_VERSION_NUM)", "a"],
    ["#if 0", "b"],
    ["#if 1 /* always */", "a"],
    ["#if 0x10 + 010 - 24UL", "b"],
    ["#if !defined WIN32", "a"],
    ["#ifdef _WIN32", "b"],
    ["#ifdef __cplusplus", "b"],
    ["#ifndef FRONTEND", "a"],
    ["#ifdef PG_MODULE_MAGIC", "a"],
    ["#ifdef PG_MODULE_MAGIC_EXT", "b"],
    ["#if UNKNOWN > 3 ? 1 : 0", "a?"],
    ["#ifdef UNKNOWN", "a?"],
    ["#ifndef UNKNOWN", "a?"],
    ["#if defined(UNKNOWN) && 0", "b"],
    ["#if defined(UNKNOWN) || 1", "a"],
    ["#if __has_include(<x.h>)", "a?"],
    ["#if 1 / 0", "a?"],
    ["#if (", "a?"],
    ["#if", "a?"],
  ])("%s keeps %s", (condition, expected) => {
    expect(choice(condition)).toBe(expected);
  });

  it("is not sure where minor releases differ, and takes the newest", () => {
    expect(choice("#if PG_VERSION_NUM >= 170003")).toBe("a?");
  });

  it("takes another branch for another major", () => {
    expect(choice("#if PG_VERSION_NUM >= 170000", { pgMajor: 16 })).toBe("b");
    expect(choice("#ifdef PG_MODULE_MAGIC_EXT", { pgMajor: 18 })).toBe("a");
  });

  it("knows flags of the build and macros of the file, also through each other", () => {
    expect(choice("#if LEVEL > 2", { defines: new Map([["LEVEL", "3"]]) })).toBe("a");
    expect(activeLines("#define A (B + 1)\n#define B 1\n#if A == 2\nyes\n#else\nno\n#endif")).toEqual([
      "yes",
    ]);
    expect(activeLines("#define A\n#undef A\n#ifdef A\nyes\n#else\nno\n#endif")).toEqual(["no"]);
  });

  it("reads a condition over several lines", () => {
    expect(activeLines("#if PG_VERSION_NUM < 160000 && \\\n\tdefined(X) // never\na\n#endif\nb")).toContain(
      "b",
    );
    expect(read("#if 0 || \\\n 0\na\n#endif").inactive).toEqual([{ start: 13, end: 16, certain: true }]);
  });

  it("does not loop over macros that name each other", () => {
    expect(activeLines("#define A B\n#define B A\n#if A\nyes\n#else\nno\n#endif")).toEqual(["yes"]);
  });

  it("goes on as it began when an unknown name is asked for again", () => {
    const text =
      "#ifdef X\nopen\n#endif\nmiddle\n#ifndef X\nwrong\n#else\nclose\n#endif\n#if defined(X)\nend\n#endif";
    expect(activeLines(text)).toEqual(["open", "middle", "close", "end"]);
  });

  it("leaves out an unknown branch that is nothing but an error", () => {
    expect(activeLines("#ifdef X\n#error no\n#else\nyes\n#endif")).toEqual(["yes"]);
  });

  it("keeps exactly one of several branches", () => {
    const text =
      "#if PG_VERSION_NUM >= 180000\na\n#elif PG_VERSION_NUM >= 160000\nb\n#elif 1\nc\n#else\nd\n#endif\ne";
    expect(activeLines(text)).toEqual(["b", "e"]);
    expect(activeLines(text, { pgMajor: 15 })).toEqual(["c", "e"]);
  });

  it("skips conditionals inside a region that is left out", () => {
    expect(activeLines("#if 0\n#if 1\na\n#else\nb\n#endif\nc\n#endif\nd")).toEqual(["d"]);
  });

  it("follows an include guard surely", () => {
    expect(choice("#ifndef GUARD_H\n#define GUARD_H")).toBe("a");
  });

  it("leaves the rest out when #endif is missing, and ignores one too many", () => {
    expect(activeLines("a\n#if 0\nb")).toEqual(["a"]);
    expect(activeLines("a\n#endif\n#else\nb")).toEqual(["a", "b"]);
  });
});

describe("definitions and includes", () => {
  it("reads parameters, joined bodies without comments, and where they stand", () => {
    const text = "# define  MAX(a, b , ...) \\\r\n  ((a) > /* or */ (b)) // last\nint x;";
    const [macro] = read(text).macros;
    expect(macro?.name).toBe("MAX");
    expect(text.slice(macro!.nameSpan.start, macro!.nameSpan.end)).toBe("MAX");
    expect(macro?.parameters).toEqual(["a", "b", "..."]);
    expect(macro?.body.replace(/\s+/g, " ")).toBe("((a) > (b))");
    expect(text.slice(macro!.bodySpan.start, macro!.bodySpan.end)).toBe("((a) > /* or */ (b))");
  });

  it("tells an object-like macro with parentheses from one with parameters", () => {
    const [object, empty] = read("#define A (x)\n#define B").macros;
    expect(object).toMatchObject({ name: "A", body: "(x)" });
    expect(object?.parameters).toBeUndefined();
    expect(empty).toMatchObject({ name: "B", body: "" });
    expect(empty!.bodySpan.start).toBe(empty!.bodySpan.end);
  });

  it("keeps string literals with comment signs in them", () => {
    expect(read(`#define URL "http://x/*y*/"\n`).macros[0]?.body).toBe(`"http://x/*y*/"`);
  });

  it("keeps definitions of branches that were merely not chosen apart, and drops dead ones", () => {
    const facts = read(`#ifdef X\n#define N "a"\n#else\n#define N "b"\n#endif\n#if 0\n#define N "c"\n#endif`);
    expect(facts.macros.map(({ body }) => body)).toEqual(['"a"']);
    expect(facts.doubtfulMacros.map(({ body }) => body)).toEqual(['"b"']);
  });

  it("reads both kinds of includes of analysed text only", () => {
    const text = `#include "a/b.h" /* x */\n#  include <c.h>\n#if 0\n#include "d.h"\n#endif\n#include MACRO\n`;
    expect(read(text).includes.map(({ path, isSystem }) => [path, isSystem])).toEqual([
      ["a/b.h", false],
      ["c.h", true],
    ]);
  });
});

describe("choices that nothing decides", () => {
  const text = `#ifdef FAST
a
#else
b
#endif
#if !defined(FAST)
c
#endif
#if LEVEL > 2
d
#elif defined(SLOW)
e
#endif
#if PG_VERSION_NUM >= 150000
f
#endif
`;

  it("are told with what they are about and where they reach", () => {
    const shown = read(text).choices.map(
      ({ about, start, end }) => `${about}: ${text.slice(start, end).replace(/\s+/g, " ")}`,
    );
    expect(shown).toEqual([
      "FAST: #ifdef FAST a #else b ",
      "FAST: #if !defined(FAST) c ",
      "LEVEL>2: #if LEVEL > 2 d #elif defined(SLOW) e ",
    ]);
  });

  it.each([
    [undefined, ["a", "d", "f"]],
    ["FAST", ["b", "c", "d", "f"]],
    ["LEVEL>2", ["a", "e", "f"]],
    ["SOMETHING", ["a", "d", "f"]],
  ])("can be made the other way: %s", (otherwise, lines) => {
    expect(activeLines(text, otherwise === undefined ? {} : { otherwise })).toEqual(lines);
  });
});

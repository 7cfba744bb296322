import { describe, expect, it } from "vitest";
import { mayConcernRegions } from "../../../server/src/flow/regions/mayConcernRegions";
import { analyseLibrary } from "../analyseLibrary";

const helpers = `
#include "postgres.h"
struct node { struct node *next; char *name; };
static void drop(char *x) { pfree(x); }
static char *copy(char *x) { return pstrdup(x); }
static void fail(void) { elog(ERROR, "no"); }
static void twice(void) { MemoryContext old = MemoryContextSwitchTo(TopMemoryContext); if (drop) MemoryContextSwitchTo(old); else MemoryContextSwitchTo(old); }
static void give_up(char *x) { pfree(x); exit(1); }
#define DROP(x) pfree(x)
#define CLEAR(x) do { pfree(x); (x) = NULL; } while (0)
#define LEAVE() return 0
`;

function isLookedAt(body: string): boolean {
  const { program } = analyseLibrary(
    `${helpers}int f(char *s, char *t, int n, struct node *p, char **out)\n{\n${body}\n}\n`,
  );
  return mayConcernRegions(
    program,
    program.functions.find(({ name }) => name === "f")!,
  );
}

describe("a function is not looked at when", () => {
  it.each([
    ["nothing ends", "use(s); return 0;"],
    ["what ends is not named again", "use(s); pfree(s); return 0;"],
    ["the function is left at once", "if (n) { pfree(s); return 1; } use(s); return 0;"],
    ["an error is raised at once", 'if (n) { pfree(s); elog(ERROR, "x"); } use(s); return 0;'],
    ["a function that only raises is called at once", "if (n) { pfree(s); fail(); } use(s); return 0;"],
    ["the variable gets something else", "pfree(s); s = palloc(1); use(s); return 0;"],
    ["each turn of a loop has its own", "while (n--) { char *u = palloc(1); use(u); pfree(u); } return 0;"],
    ["the loop is left", "for (;;) { if (n--) { pfree(s); break; } use(s); } return 0;"],
    ["only a part ends", "pfree(p->name); p->name = NULL; use(p); return 0;"],
    ["another part is used", "pfree(p->name); use(p->next); return 0;"],
    ["a copy is used", "t = copy(s); pfree(s); use(t); return 0;"],
    ["a number from it is used", "int len = strlen(s); pfree(s); return len;"],
    ["a helper frees it last", "use(s); drop(s); return 0;"],
    ["a macro frees it last", "use(s); DROP(s); return 0;"],
    ["it moves and the result is kept", "s = (char *) repalloc(s, 9); use(s); return 0;"],
    ["the branch that is compiled does not", "pfree(s);\n#if 0\nuse(s);\n#endif\nreturn 0;"],
    [
      "the context is restored",
      "MemoryContext old = MemoryContextSwitchTo(TopMemoryContext); use(s); MemoryContextSwitchTo(old); return 0;",
    ],
    ["a helper restores the context on both ways", "twice(); return 0;"],
    [
      "rows are given back last",
      "HeapTuple row = SearchSysCache1(1, 2); use(row); ReleaseSysCache(row); return 0;",
    ],
    ["brackets do not match yet", "use(s); if (n && (n > 1 { use(t); } pfree(s); return 0;"],
  ])("%s", (_, body) => {
    expect(isLookedAt(body)).toBe(false);
  });
});

describe("a function is looked at when", () => {
  it.each([
    ["what ended is used", "pfree(s); use(s); return 0;"],
    ["what ended is used under another name", "t = s; pfree(s); use(t); return 0;"],
    ["it is handed on", "t = DatumGetCString(CStringGetDatum(s)); pfree(s); use(t); return 0;"],
    ["it is used in the next turn", "while (n--) { use(s); pfree(s); } return 0;"],
    ["it is used behind a label above", "again: use(s); pfree(s); if (n) goto again; return 0;"],
    ["it is used in the next case", "switch (n) { case 1: pfree(s); case 2: use(s); } return 0;"],
    ["it is used after one arm", "if (n) pfree(s); else n = 2; use(s); return 0;"],
    ["a part of it is used", "pfree(p); use(p->name); return 0;"],
    ["what an out-parameter leads to is used", "pfree(*out); use(*out); return 0;"],
    ["a helper frees it", "drop(s); use(s); return 0;"],
    ["it is what the function gives back", "pfree(s); return s;"],
    ["it cannot be freed in that way", 's = "text"; pfree(s); return 0;'],
    ["it is of malloc", "s = strdup(t); pfree(s); return 0;"],
    [
      "a way out leaves the context",
      "MemoryContext old = MemoryContextSwitchTo(TopMemoryContext); if (n) return 1; MemoryContextSwitchTo(old); return 0;",
    ],
    [
      "a macro leaves the context",
      "MemoryContext old = MemoryContextSwitchTo(TopMemoryContext); if (n) LEAVE(); MemoryContextSwitchTo(old); return 0;",
    ],
    [
      "a row is read after it was given back",
      "HeapTuple row = SearchSysCache1(1, 2); ReleaseSysCache(row); use(row); return 0;",
    ],
    ["SPI is used", "SPI_connect(); SPI_finish(); return 0;"],
  ])("%s", (_, body) => {
    expect(isLookedAt(body)).toBe(true);
  });
});

describe("code that is being typed", () => {
  it.each([
    "if",
    "else",
    "while",
    "for",
    "do",
    "switch",
    "case",
    "goto",
    "return",
    "while (",
    "for (",
    "do {",
    "DROP",
    "DROP(",
  ])("%s is looked at in finite time", (word) => {
    expect(isLookedAt(`pfree(s); ${word}`)).toBe(false);
    expect(isLookedAt(`pfree(s); use(s); ${word} n--; return 0;`)).toBe(true);
  });

  it("ends wherever it is cut or misses something", () => {
    const whole = `again: while (n--) { for (int i = 0; i < n; i++) { if (n > (1 + 2)) { pfree(s); continue; } else goto again; } }
      do { switch (n) { case 1: t = (char *) p->name; break; default: DROP(t); } } while (t[0] == s[n]); PG_TRY(); { use(s); } PG_CATCH(); { drop(t); } PG_END_TRY(); return sizeof(*p);`;
    for (let at = 0; at < whole.length; at += 3)
      for (const length of [1, 7, 40]) isLookedAt(whole.slice(0, at) + whole.slice(at + length));
  });
});

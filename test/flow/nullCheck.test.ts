import { describe, expect, it } from "vitest";
import { checksOf } from "./evaluateText";

const head = `
typedef struct Counter { int n; int m; char name[64]; pg_atomic_uint64 total; struct { int x; } in; } Counter;
#define LOOKUP() ((Counter *) dynpgext_lookup_shmem("x:1:counter"))
`;

/** The checks with which `p->n` is reached in a function body. */
function body(code: string, before = ""): string[] {
  return checksOf(`${head}${before}\nint f(int a, Counter *given)\n{\n${code}\n}\n`);
}

describe("a NULL check", () => {
  it.each([
    ["an early return", `Counter *p = LOOKUP(); if (!p) return 0; p->n++;`],
    ["an error", `Counter *p = LOOKUP(); if (p == NULL) elog(ERROR, "no memory"); p->n++;`],
    [
      "ereport with details",
      `Counter *p = LOOKUP(); if (p == NULL) ereport(ERROR, (errcode(ERRCODE_X), errmsg("no"))); p->n++;`,
    ],
    ["FATAL", `Counter *p = LOOKUP(); if (NULL == p) ereport(FATAL, errmsg("no")); p->n++;`],
    ["proc_exit", `Counter *p = LOOKUP(); if (p == NULL) { elog(LOG, "no"); proc_exit(1); } p->n++;`],
    [
      "a second test of what was checked",
      `Counter *p = LOOKUP(); if (!p) return 1; if (p != NULL && a) return 2; p->n++;`,
    ],
    ["a guarded block", `Counter *p = LOOKUP(); if (NULL != p) { p->n++; }`],
    ["&&", `Counter *p = LOOKUP(); return p && p->n;`],
    ["|| in a guard", `Counter *p = LOOKUP(); if (p == NULL || p->n == 3) return 1;`],
    ["?:", `Counter *p = LOOKUP(); return p ? p->n : 0;`],
    ["an early goto", `Counter *p = LOOKUP(); if (p == NULL) goto out; p->n++; out: return 0;`],
    [
      "a loop that retries",
      `Counter *p = NULL; while (p == NULL) { p = LOOKUP(); pg_usleep(1000L); } p->n++;`,
    ],
    [
      "a loop with an assignment in its condition",
      `Counter *p; while ((p = LOOKUP()) == NULL) pg_usleep(1000L); p->n++;`,
    ],
    ["do while", `Counter *p; do { p = LOOKUP(); } while (!p); p->n++;`],
    [
      "for ever until it is there",
      `Counter *p; for (;;) { p = LOOKUP(); if (p) break; CHECK_FOR_INTERRUPTS(); } p->n++;`,
    ],
    ["an assignment in the condition", `Counter *p; if ((p = LOOKUP()) == NULL) return 0; p->n++;`],
    ["unlikely", `Counter *p = LOOKUP(); if (unlikely(p == NULL)) return 0; p->n++;`],
    ["PointerIsValid", `Counter *p = LOOKUP(); if (!PointerIsValid(p)) return 0; p->n++;`],
    [
      "a copy",
      `void *raw = dynpgext_lookup_shmem("x"); Counter *p = raw; if (raw == NULL) return 0; p->n++;`,
    ],
    ["a flag", `Counter *p = LOOKUP(); bool found = (p != NULL); if (!found) return 0; p->n++;`],
    [
      "a flag that is the negation",
      `Counter *p = LOOKUP(); bool missing = !p; if (missing) return 0; p->n++;`,
    ],
    [
      "a flag of two look-ups",
      `Counter *p = LOOKUP(); Counter *q = LOOKUP(); bool ok = p != NULL && q != NULL; if (ok) p->n++;`,
    ],
    ["while", `Counter *p = LOOKUP(); while (p != NULL && a-- > 0) p->n++;`],
    ["a field of a struct", `struct { Counter *c; } s; s.c = LOOKUP(); if (s.c == NULL) return 0; s.c->n++;`],
    ["PG_RETURN_NULL", `Counter *p = LOOKUP(); if (p == NULL) PG_RETURN_NULL(); p->n++;`],
    [
      "a level that is not known",
      `Counter *p = LOOKUP(); if (p == NULL) ereport(a, (errmsg("no"))); p->n++;`,
    ],
    ["a function out of sight", `Counter *p = LOOKUP(); if (p == NULL) report_missing("x"); p->n++;`],
    ["a second look-up of a checked name", `if (LOOKUP() == NULL) return 0; Counter *p = LOOKUP(); p->n++;`],
    [
      "a goto into the good case",
      `Counter *p = LOOKUP(); if (p) goto have; elog(ERROR, "no"); have: p->n++;`,
    ],
    ["an assignment under !", `Counter *p; if (!(p = LOOKUP())) return 0; p->n++;`],
    [
      "a flag that is assigned with it",
      `Counter *p; bool ok; ok = (p = LOOKUP()) != NULL; if (!ok) return 0; p->n++;`,
    ],
    [
      "a flag with a default",
      `Counter *p = LOOKUP(); bool ok = false; if (a) ok = (p != NULL); if (!ok) return 0; p->n++;`,
    ],
    [
      "a flag that is set in the branch",
      `Counter *p = LOOKUP(); bool missing = false; if (p == NULL) missing = true; if (missing) return 0; p->n++;`,
    ],
    [
      "tests that are combined with |",
      `Counter *p = LOOKUP(); Counter *q = LOOKUP(); if ((p == NULL) | (q == NULL)) return 0; p->n++;`,
    ],
    [
      "a test that is handed to a function out of sight",
      `Counter *p = LOOKUP(); require_that(p != NULL, "memory"); p->n++;`,
    ],
    [
      "the last of several that is there",
      `Counter *p = NULL; for (int i = 0; i < 3; i++) { p = LOOKUP(); if (p) break; } if (!p) return 0; p->n++;`,
    ],
    ["continue", `for (int i = 0; i < 3; i++) { Counter *p = LOOKUP(); if (!p) continue; p->n++; }`],
    ["!(p && q)", `Counter *p = LOOKUP(); Counter *q = LOOKUP(); if (!(p && q)) return 0; p->n += q->n;`],
    ["a comparison of an integer", `Counter *p = LOOKUP(); if ((uintptr_t) p == 0) return 0; p->n++;`],
    [
      "PG_TRY",
      `Counter *p = LOOKUP(); PG_TRY(); { if (p == NULL) elog(ERROR, "no"); p->n++; } PG_CATCH(); { PG_RE_THROW(); } PG_END_TRY();`,
    ],
    [
      "a switch",
      `Counter *p = LOOKUP(); switch (a) { case 1: if (p) p->n++; break; default: if (!p) return 0; p->n = 0; }`,
    ],
    ["an else branch", `Counter *p = LOOKUP(); if (p == NULL) a = 1; else p->n++;`],
    [
      "a switch on the result",
      `Counter *p = LOOKUP(); switch (p == NULL) { case 1: return 0; } if (!p) return 0; p->n++;`,
    ],
  ])("by %s is seen", (_style, code) => {
    const checks = body(code);
    expect(
      checks
        .filter((check) => !check.includes("n nonNull"))
        .filter((check) => /n (?:none|null|asserted)/u.test(check)),
    ).toEqual([]);
    expect(checks.length).toBeGreaterThan(0);
  });

  it.each([
    [
      "a macro",
      `#define NEED(p) do { if (!(p)) ereport(ERROR, (errmsg("no"))); } while (0)`,
      `Counter *p = LOOKUP(); NEED(p); p->n++;`,
    ],
    [
      "a macro with two meanings",
      `#ifdef A\n#define NEED(p) Assert(p)\n#else\n#define NEED(p) do { if (!(p)) abort(); } while (0)\n#endif`,
      `Counter *p = LOOKUP(); NEED(p); p->n++;`,
    ],
    [
      "a macro that returns",
      `#define NEED(p) if ((p) == NULL) return 0`,
      `Counter *p = LOOKUP(); NEED(p); p->n++;`,
    ],
    [
      "a macro that tests",
      `#define IS_NULL(x) ((x) == NULL)`,
      `Counter *p = LOOKUP(); if (IS_NULL(p)) return 0; p->n++;`,
    ],
    [
      "a helper that raises",
      `static void ensure(void *p) { if (p == NULL) elog(ERROR, "no"); }`,
      `Counter *p = LOOKUP(); ensure(p); p->n++;`,
    ],
    [
      "a helper that returns it",
      `static Counter *get(void) { Counter *c = LOOKUP(); if (!c) elog(ERROR, "no"); return c; }`,
      `get()->n++;`,
    ],
    [
      "a helper that tells",
      `static bool attach(Counter **out) { *out = LOOKUP(); return *out != NULL; }`,
      `Counter *p; if (!attach(&p)) return 0; p->n++;`,
    ],
    [
      "a helper with two returns",
      `static bool attach(Counter **out) { Counter *c = LOOKUP(); if (c == NULL) return false; *out = c; return true; }`,
      `Counter *p = NULL; if (!attach(&p)) return 0; p->n++;`,
    ],
    [
      "a helper that says whether",
      `static bool ok(Counter *c) { if (c == NULL) return false; return true; }`,
      `Counter *p = LOOKUP(); if (!ok(p)) return 0; p->n++;`,
    ],
    ["a helper out of sight", `extern void ensure(void *p);`, `Counter *p = LOOKUP(); ensure(p); p->n++;`],
    [
      "a cached pointer",
      `static Counter *c;`,
      `if (c == NULL) { c = LOOKUP(); if (c == NULL) elog(ERROR, "no"); } c->n++;`,
    ],
    [
      "a wrapper of elog",
      `static void fail(const char *m) { elog(ERROR, "%s", m); }`,
      `Counter *p = LOOKUP(); if (p == NULL) fail("x"); p->n++;`,
    ],
    [
      "a table entry",
      `static Counter *slots[3];`,
      `slots[0] = LOOKUP(); if (slots[0] == NULL) return 0; slots[0]->n++;`,
    ],
  ])("by %s is seen", (_style, before, code) => {
    const checks = body(code, before);
    expect(checks.filter((check) => /n (?:none|null|asserted)$/u.test(check))).toEqual([]);
  });
});

describe("a missing NULL check", () => {
  it.each([
    ["nothing at all", `Counter *p = LOOKUP(); p->n++;`, "p->n none"],
    ["Assert", `Counter *p = LOOKUP(); Assert(p != NULL); p->n++;`, "p->n asserted"],
    ["a warning only", `Counter *p = LOOKUP(); if (p == NULL) elog(WARNING, "no"); p->n++;`, "p->n null"],
    [
      "a warning with details",
      `Counter *p = LOOKUP(); if (!p) ereport(WARNING, (errmsg("no"), errhint("x"))); p->n++;`,
      "p->n null",
    ],
    ["the wrong branch", `Counter *p = LOOKUP(); if (p == NULL) p->n = 0;`, "p->n null"],
    ["a check that comes too late", `Counter *p = LOOKUP(); p->n++; if (p == NULL) return 0;`, "p->n none"],
    [
      "a pointer cached in a static variable",
      `static Counter *c = NULL; if (c == NULL) c = LOOKUP(); c->n++;`,
      "c->n none",
    ],
    [
      "a struct that was copied",
      `struct { Counter *c; } s, t; s.c = LOOKUP(); t = s; t.c->n++;`,
      "t.c->n none",
    ],
    ["the result itself", `LOOKUP()->n++;`, "LOOKUP()->n none"],
    [
      "one of two",
      `Counter *p = LOOKUP(); Counter *q = dynpgext_lookup_shmem("y"); if (p == NULL) return 0; q->n++;`,
      "q->n none",
    ],
    ["an atomic function", `Counter *p = LOOKUP(); pg_atomic_fetch_add_u64(&p->total, 1);`, "&p->total none"],
  ])("%s", (_style, code, expected) => {
    expect(body(code)).toContain(expected);
  });

  it.each([
    [
      "a helper that returns it",
      `static Counter *get(void) { return LOOKUP(); }`,
      `get()->n++;`,
      "get()->n none",
    ],
    [
      "a helper that returns NULL",
      `static Counter *get(void) { Counter *c = LOOKUP(); if (c == NULL) return NULL; return c; }`,
      `Counter *p = get(); p->n++;`,
      "p->n null",
    ],
    [
      "an accessor that caches",
      `static inline Counter *counter(void) { static Counter *c = NULL; if (!c) { c = LOOKUP(); } return c; }`,
      `counter()->n++;`,
      "counter()->n none",
    ],
    [
      "a macro for a variable",
      `static Counter *get(void) { return LOOKUP(); }\n#define counter (get())`,
      `counter->n++;`,
      "counter->n none",
    ],
    ["a global variable", `static Counter *c;`, `c = LOOKUP(); c->n++;`, "c->n none"],
    [
      "a cached global variable",
      `Counter *shared = NULL;`,
      `if (!shared) shared = LOOKUP(); shared->n++;`,
      "shared->n none",
    ],
    ["a helper that uses it", `static void bump(Counter *c) { c->n++; }`, `bump(LOOKUP());`, "c->n none"],
    [
      "a helper that looks it up for the caller",
      `static void attach(Counter **out) { *out = LOOKUP(); }`,
      `Counter *p; attach(&p); p->n++;`,
      "p->n none",
    ],
  ])("through %s", (_style, before, code, expected) => {
    expect(body(code, before)).toContain(expected);
  });
});

import { describe, expect, it } from "vitest";
import { eventsIn } from "./traceText";

function body(code: string, head = "Datum f(PG_FUNCTION_ARGS)"): string {
  return `${head}\n{\n${code}\n}\n`;
}

describe("the region analysis finds", () => {
  it("what was allocated in an SPI region and is returned after SPI_finish", () => {
    expect(
      eventsIn(
        body(`char *s;
SPI_connect();
s = pstrdup("x");
SPI_finish();
PG_RETURN_CSTRING(s);`),
      ),
    ).toEqual(["useAfterEnd 7: s [returned] s of SPI region #1, spiFinish 6"]);
  });
  it("SPI that stays connected on one way out", () => {
    expect(
      eventsIn(
        body(`if (SPI_connect() != SPI_OK_CONNECT) return 0;
if (SPI_execute("select 1", true, 0) != SPI_OK_SELECT) return 0;
SPI_finish();
return 1;`),
      ),
    ).toEqual(["spiNotFinished 4: return 0; since 3"]);
  });
  it("freed memory that is used", () => {
    expect(eventsIn(body(`char *s = palloc(3); pfree(s); s[0] = 1;`))).toEqual([
      "useAfterEnd 3: s[0] [dereferenced] s of the caller's context, free 3",
    ]);
    expect(eventsIn(body(`pfree(s); pfree(s);`, "void f(char *s)"))).toEqual([
      "useAfterEnd 3: pfree(s) [freed] s of somewhere, free 3",
    ]);
    expect(eventsIn(body(`pfree(p->a); use(p->a);`, "void f(struct s *p)"))).toEqual([
      "useAfterEnd 3: p->a [passed] p->a of somewhere, free 3",
    ]);
  });
  it("memory of a context that was deleted or reset", () => {
    expect(
      eventsIn(
        body(`MemoryContext c = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_DEFAULT_SIZES);
MemoryContext old = MemoryContextSwitchTo(c);
char *s = palloc(3);
MemoryContextSwitchTo(old);
MemoryContextReset(c);
elog(NOTICE, "%s", s);
MemoryContextDelete(c);
PG_RETURN_VOID();`),
      ),
    ).toEqual(['useAfterEnd 8: s [passed] s of context "work", contextReset 7']);
  });
  it("a context that stays current", () => {
    expect(
      eventsIn(
        body(`MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
cache = palloc(10);
PG_RETURN_VOID();`),
      ),
    ).toEqual(["contextNotRestored 5: PG_RETURN_VOID() current TopMemoryContext since 3, saved in old"]);
  });
});

describe("the region analysis is silent about", () => {
  it.each([
    [
      "a value made again",
      `char *s; SPI_connect(); s = pstrdup("x"); SPI_finish(); s = pstrdup("y"); PG_RETURN_CSTRING(s);`,
    ],
    ["SPI_palloc", `char *s; SPI_connect(); s = SPI_palloc(3); SPI_finish(); PG_RETURN_CSTRING(s);`],
    [
      "a copy in the caller's context",
      `MemoryContext saved = CurrentMemoryContext; char *s; SPI_connect(); MemoryContextSwitchTo(saved); s = pstrdup("x"); SPI_finish(); PG_RETURN_CSTRING(s);`,
    ],
    [
      "ereport(ERROR) with SPI open",
      `SPI_connect(); if (SPI_execute("x", true, 0) < 0) elog(ERROR, "no"); SPI_finish(); PG_RETURN_VOID();`,
    ],
    [
      "a flag that says whether SPI is connected",
      `bool connected = false; if (a) { SPI_connect(); connected = true; } if (connected) SPI_finish(); PG_RETURN_VOID();`,
    ],
    ["freeing in a loop", `while (p) { struct x *next = p->next; pfree(p); p = next; } PG_RETURN_VOID();`],
    ["a test for NULL around the free", `if (s) pfree(s); s = NULL; if (s) use(s); PG_RETURN_VOID();`],
  ])("%s", (_name, code) => {
    expect(eventsIn(body(code))).toEqual([]);
  });
});

describe("of one arm of a branch the region analysis tells", () => {
  it("that it forgot to finish SPI", () => {
    expect(
      eventsIn(
        body(`int rc;
SPI_connect();
rc = SPI_execute("x", true, 0);
if (rc < 0)
  goto out;
SPI_finish();
out:
return 0;`),
      ),
    ).toEqual(["spiNotFinished 10: return 0; since 4"]);
  });
  it("that it frees what is used behind", () => {
    expect(eventsIn(body(`char *s = palloc(3); if (a) pfree(s); b(); return s[0];`))).toEqual([
      "useAfterEnd 3: s[0] [dereferenced] s of the caller's context, free 3",
    ]);
  });
  it("nothing when another condition may go with it", () => {
    expect(eventsIn(body(`char *s = palloc(3); if (a) pfree(s); if (!a) return s[0]; return 0;`))).toEqual(
      [],
    );
    expect(eventsIn(body(`if (a) SPI_connect(); work(); if (a) SPI_finish(); return 0;`))).toEqual([]);
  });
});

describe("through helpers the region analysis knows", () => {
  it("what they free, allocate, open and close", () => {
    expect(
      eventsIn(`static void drop(char *p) { if (p) pfree(p); }
int f(void) { char *s = palloc(3); drop(s); return s[0]; }`),
    ).toEqual(["useAfterEnd 2: s[0] [dereferenced] s of the caller's context, free 2"]);
    expect(
      eventsIn(`static char *copy(const char *p) { return pstrdup(p); }
static void done(void) { SPI_finish(); }
static void start(void) { if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "no"); }
Datum f(PG_FUNCTION_ARGS) { char *s; start(); s = copy("x"); done(); PG_RETURN_CSTRING(s); }`),
    ).toEqual(["useAfterEnd 4: s [returned] s of SPI region #1, spiFinish 4"]);
  });
  it("that they never come back", () => {
    expect(
      eventsIn(`static void fail(const char *m) { ereport(ERROR, (errmsg("%s", m))); }
Datum f(PG_FUNCTION_ARGS) { SPI_connect(); if (x) fail("x"); SPI_finish(); return 0; }`),
    ).toEqual([]);
  });
  it("nothing of recursion that is too deep", () => {
    expect(
      eventsIn(`static void drop(char *p, int n) { if (n) drop(p, n - 1); else pfree(p); }
int f(void) { char *s = palloc(3); drop(s, 1); return s[0]; }`),
    ).toEqual([]);
  });
});

describe("names in the region analysis", () => {
  it("mean the innermost variable", () => {
    expect(
      eventsIn(
        body(`{ char *b = palloc(3); pfree(b); } { char b[10]; use(b); } { char *b = palloc(1); pfree(b); }`),
      ),
    ).toEqual([]);
    expect(eventsIn(body(`char *b = palloc(3); pfree(b); { char *b = palloc(4); use(b); } use(b);`))).toEqual(
      ["useAfterEnd 3: b [passed] b of the caller's context, free 3"],
    );
  });
});

describe("macros in the region analysis", () => {
  it("may jump out of themselves", () => {
    const macro = `#define LEAVE(what) do { if (what) goto out; } while (0)\n#define STEP(x) { if (x) break; if (!x) continue; pfree(s); }\n`;
    expect(
      eventsIn(`${macro}${body(`SPI_connect();\nLEAVE(rc < 0);\nSPI_finish();\nout:\nreturn 0;`)}`),
    ).toEqual(["spiNotFinished 9: return 0; since 5"]);
    expect(eventsIn(`${macro}${body(`char *s = palloc(3); while (a) { STEP(b) } return s[0];`)}`)).toEqual(
      [],
    );
  });
  it("may jump to a label that nothing else leads to", () => {
    const macro = `#define FAIL() do { goto fail; } while (0)\n`;
    expect(
      eventsIn(
        `${macro}${body(`char *s = palloc(3); if (a) FAIL(); return 1; fail: pfree(s); return s[0];`)}`,
      ),
    ).toEqual(["useAfterEnd 4: s[0] [dereferenced] s of the caller's context, free 4"]);
  });
});

describe("a call that may not come back", () => {
  it("makes its arm of a branch doubtful", () => {
    const log = `static void say(int level, const char *format, ...) { puts(format); if (level > 3) exit(1); }\n`;
    expect(
      eventsIn(
        `${log}${body(`char *s = palloc(3); say(1, "a"); if (a) { pfree(s); say(5, "b"); } return s[0];`)}`,
      ),
    ).toEqual([]);
    expect(
      eventsIn(`${log}${body(`char *s = palloc(3); say(1, "a"); if (a) pfree(s); return s[0];`)}`),
    ).toHaveLength(1);
    expect(
      eventsIn(body(`char *s = palloc(3); if (a) { pfree(s); report_problem("b"); } return s[0];`)),
    ).toEqual([]);
  });
});

describe("a context that is compared with another", () => {
  it("need not be the one to go back to", () => {
    expect(
      eventsIn(
        body(`MemoryContext saved = CurrentMemoryContext, top = TopTransactionContext;
MemoryContextSwitchTo(PortalContext);
work();
if (saved == top) MemoryContextSwitchTo(TopTransactionContext); else MemoryContextSwitchTo(saved);
return 0;`),
      ),
    ).toEqual([]);
  });
});

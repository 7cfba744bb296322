import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CFacts } from "../../../server/src/facts/cFacts";
import type { FunctionRef } from "../../../server/src/flow/program";
import { mayConcernRegions } from "../../../server/src/flow/regions/mayConcernRegions";
import { regionsOf } from "../../../server/src/flow/regions/regionsOf";
import { IncludeResolver } from "../../../server/src/index/includes";
import { LibraryProgram } from "../../../server/src/index/libraryProgram";
import { learnMacros } from "../../../server/src/syntax/c/learnMacros";
import { readC } from "../../../server/src/syntax/c/readC";
import { analyseLibrary } from "../analyseLibrary";
import { eventsIn } from "./traceText";

const statements = fc.constantFrom(
  "s = palloc(3);",
  "pfree(s);",
  "s = NULL;",
  "t = s;",
  "t = pstrdup(s);",
  "use(s);",
  "use(t);",
  "if (n) pfree(s);",
  "if (n) goto out;",
  "if (s == NULL) return 1;",
  "SPI_connect();",
  "SPI_finish();",
  "old = MemoryContextSwitchTo(TopMemoryContext);",
  "MemoryContextSwitchTo(old);",
  "while (n--) { pfree(t); t = palloc(1); }",
  "if (n) { s = t; } else { t = s; }",
  "PG_TRY(); { use(s); pfree(t); } PG_CATCH(); { use(t); PG_RE_THROW(); } PG_END_TRY();",
);
const bodies = fc.array(statements, { minLength: 1, maxLength: 10 });

function source(body: readonly string[], names: readonly string[] = ["s", "t", "n", "old"]): string {
  const [s, t, n, old] = names;
  const text = `Datum f(PG_FUNCTION_ARGS) {\nchar *s = NULL;\nchar *t = palloc(1);\nint n = arg();\nMemoryContext old = CurrentMemoryContext;\n${body.join("\n")}\nout:\nreturn 0;\n}\n`;
  return text.replace(/\b(?:s|t|n|old)\b/gu, (name) => ({ s, t, n, old })[name as "s"] ?? name);
}

/** Events by kind and line, without words of the code. */
function outline(events: readonly string[]): string[] {
  return events.map((event) => /^\w+ \d+/u.exec(event)![0]).sort();
}

describe("what the region analysis says does not depend on", () => {
  it("the names of variables", () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const renamed = source(body, ["value", "other", "count", "saved"]);
        expect(outline(eventsIn(renamed))).toEqual(outline(eventsIn(source(body))));
      }),
      { numRuns: 60 },
    );
  });
  it("comments, spaces and code that is never run", () => {
    fc.assert(
      fc.property(bodies, fc.nat(9), (body, at) => {
        const dead: string[] = [...body];
        dead[at % body.length] =
          `/* x */ if (0) { pfree(s); SPI_finish(); }  ${dead[at % body.length]!.replace(/ /gu, "  ")}`;
        expect(outline(eventsIn(source(dead)))).toEqual(outline(eventsIn(source(body))));
      }),
      { numRuns: 60 },
    );
  });
  it("which function is asked about first", () => {
    const chain = `static void drop(char *p, int n) { if (n > 3) other(p, n); else pfree(p); }
static void other(char *p, int n) { drop(p, n - 1); }
static void last(char *p) { pfree(p); }
int f(void) { char *s = palloc(1); other(s, 1); last(s); return s[0]; }
int g(void) { char *s = palloc(1); drop(s, 1); last(s); return s[0]; }`;
    const inOrder = (names: readonly string[]): unknown => {
      const { program } = analyseLibrary(chain);
      for (const name of names)
        regionsOf(
          program,
          program.functions.find((fn) => fn.name === name)!,
        );
      return program.functions.map((fn) =>
        regionsOf(program, fn).events.map(({ kind, site }) => [kind, site.start]),
      );
    };
    expect(inOrder(["g", "drop", "other", "f"])).toEqual(inOrder(["f", "other", "g", "drop"]));
  });
});

describe("a function that is not even looked at", () => {
  const more = fc.constantFrom(
    "p->name = s;",
    "s = p->name;",
    "pfree(p->name);",
    "use(p->name);",
    "p->name = NULL;",
    "*out = s;",
    "s = *out;",
    "pfree(*out);",
    "t = s + 1;",
    "t = (char *) s;",
    "t = n ? s : t;",
    "s = repalloc(s, 9);",
    "t = repalloc(s, 9);",
    "s = strdup(t);",
    "s = malloc(1);",
    "free(t);",
    "t = buf.data;",
    "appendStringInfoString(&buf, t);",
    "s = same(t);",
    "drop(s);",
    "drop(p->name);",
    "give(&s);",
    "give(out);",
    "fill(&s);",
    "give_up(t);",
    "if (n) give_up(s);",
    "DROP(t);",
    "switch (n) { case 1: pfree(s); break; case 2: use(s); default: s = t; }",
    "for (;;) { if (n--) break; pfree(t); continue; }",
    "do { pfree(s); } while (0);",
    "do { use(s); if (n) { pfree(s); continue; } } while (n--);",
    "for (int i = 0; i < n; i++) { char *s = palloc(1); pfree(s); }",
    "foreach(cell, list) { char *each = lfirst(cell); use(each); pfree(each); }",
    "elog(ERROR, s);",
    "return s[0];",
    "again:",
    "goto again;",
    "old = enter();",
    "if (n) return 2;",
  );
  const helpers = `#include "postgres.h"
#define DROP(x) do { pfree(x); } while (0)
struct holder { char *name; };
static char *same(char *x) { return x; }
static void drop(char *x) { if (x) pfree(x); }
static void give_up(char *x) { pfree(x); exit(1); }
static void give(char **x) { *x = palloc(1); }
static MemoryContext enter(void) { return MemoryContextSwitchTo(TopMemoryContext); }
`;

  it("has nothing in it", () => {
    const body = fc.array(
      fc.oneof(
        // Whoever uses SPI is always looked at.
        statements.filter((line) => !line.startsWith("SPI")),
        more,
      ),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(body, (lines) => {
        const head = "struct holder *p, char **out, List *list) {\nStringInfoData buf;\nListCell *cell;";
        const labels = lines.filter((line, at) => line !== "again:" || lines.indexOf(line) === at);
        if (!labels.includes("again:")) labels.unshift("again:");
        const text = helpers + source(labels).replace("PG_FUNCTION_ARGS) {", head);
        const { program } = analyseLibrary(text);
        const fn = program.functions.find(({ name }) => name === "f")!;
        if (!mayConcernRegions(program, fn))
          expect({ text, events: regionsOf(program, fn).events }).toEqual({ text, events: [] });
      }),
      { numRuns: 400 },
    );
  });
});

describe("after an edit the region analysis", () => {
  const path = "/library/a.c";
  const knowledge = learnMacros([]);
  const parsed = (text: string, earlier: LibraryProgram | undefined): CFacts => {
    const previous = earlier?.files[0]?.source;
    const options = { pgMajor: 15, knowledge, defines: new Map<string, string>() };
    return new CFacts(path, readC(text, previous ? { ...options, previous } : options));
  };
  const library = analyseLibrary("int x;").library;
  const programOf = (text: string, earlier?: LibraryProgram): LibraryProgram => {
    const facts = parsed(text, earlier);
    const own = earlier?.library ?? { ...library, sources: [path] };
    return new LibraryProgram(own, () => facts, resolver, new Set(), 15, earlier);
  };
  const resolver = new IncludeResolver(new Set([path]));
  const find = (program: LibraryProgram, name: string): FunctionRef =>
    program.functions.find((fn) => fn.name === name)!;
  const text = (helper: string, rest = ""): string =>
    `static void drop(char *p) { ${helper} }\nint f(void) { char *s = palloc(1); drop(s); return s[0]; }\nint g(void) { char *s = palloc(1); pfree(s); ${rest} return 0; }\n`;

  it("keeps the trace of a function whose callees say the same", () => {
    const before = programOf(text("pfree(p);"));
    const traces = ["f", "g"].map((name) => regionsOf(before, find(before, name)));
    expect(traces[0]!.events).toHaveLength(1);
    const after = programOf(text("pfree(p);", "puts(s);"), before);
    expect(regionsOf(after, find(after, "f"))).toBe(traces[0]);
    expect(regionsOf(after, find(after, "g")).events).toHaveLength(1);
  });
  it("looks again at the callers of a function that does something else now", () => {
    const before = programOf(text("pfree(p);"));
    for (const fn of before.functions) if (mayConcernRegions(before, fn)) regionsOf(before, fn);
    const after = programOf(text("puts(p);"), before);
    expect(regionsOf(after, find(after, "f")).events).toEqual([]);
    const back = programOf(text("if (p) pfree(p);"), after);
    expect(mayConcernRegions(back, find(back, "f"))).toBe(true);
    expect(regionsOf(back, find(back, "f")).events).toHaveLength(1);
  });
  it("says what a fresh one says", () => {
    const helpers = fc.constantFrom(
      "pfree(p);",
      "puts(p);",
      "if (p[0]) pfree(p);",
      "SPI_connect();",
      "elog(ERROR, p);",
      "return;",
    );
    fc.assert(
      fc.property(fc.array(helpers, { minLength: 2, maxLength: 5 }), (edits) => {
        let program: LibraryProgram | undefined;
        for (const helper of edits) {
          program = programOf(text(helper), program);
          const fresh = programOf(text(helper));
          const said = (one: LibraryProgram): unknown =>
            one.functions.map((fn) => [
              mayConcernRegions(one, fn),
              regionsOf(one, fn).events.map(({ kind, site }) => [kind, site.start, site.end]),
            ]);
          expect(said(program)).toEqual(said(fresh));
        }
      }),
      { numRuns: 40 },
    );
  });
});

import * as fc from "fast-check";
import Parser from "tree-sitter";
import C from "tree-sitter-c";
import { describe, expect, it } from "vitest";
import { flatten, flattenAny } from "../../../../server/src/syntax/c/lower/flatten";
import { parseExpression, parseStatements } from "../../../../server/src/syntax/c/lower/parseExpression";
import { lower } from "./lowered";
import { spanFaults } from "./spans";

/** A bit of everything; cut and corrupted below. */
const sample = `/* é😀 */
#include "x.h"
PG_MODULE_MAGIC;
PG_FUNCTION_INFO_V1(f);
typedef struct Foo { int a[3]; union { char *b; }; void (*fn)(int); unsigned c : 2; } Foo, *FooP;
enum E { A, B = 1 << 2 };
static const char *const names[] = { "é" "b" V, [2] = "c\\n", };
static int	(*cmp) (const void *, const void *) = NULL;
PGDLLEXPORT Datum f(PG_FUNCTION_ARGS)
{
	struct { int x; } s = { .x = 1 };
	ListCell *lc; int i, j = 0;
	for (int k = 0; k < 3; k++) { continue; }
	PG_TRY();
	{
		if (s.x) foreach(lc, list) { i * j; } else elog(ERROR, "é: %s" V, p->q[i++]);
	}
	PG_CATCH();
	{ PG_RE_THROW(); }
	PG_END_TRY();
	switch (i) { case 1: default: break; }
again:
	do { x = (uint32) (y) + sizeof(Foo) - va_arg(ap, char *); } while (x ? a : b, !c);
	register_it(&(Worker) { .name = "w", .a.b[1] = { 1, 2 } }); // end
	goto again;
	return (Datum) ({ int z = 017; z; });
}
`;

const parser = new Parser();
parser.setLanguage(C as unknown as Parser.Language);

/** The sample with some stretches removed, copied elsewhere or overwritten. */
const broken = fc
  .array(
    fc.tuple(
      fc.nat(sample.length),
      fc.nat(40),
      fc.constantFrom("", "(", ")", "{", "}", '"', ";", "é", "\0", "#", "*"),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((edits) =>
    edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), sample),
  );

/** Pieces of C in an order that no one would write. */
const soup = fc
  .array(
    fc.constantFrom(
      ..."a b T ( ) { } [ ] ; , * & - + = . -> if else for while return case 1 \"s\" 'c' X(a) struct typedef static int PG_TRY(); PG_CATCH(); PG_END_TRY(); foreach(a,b) : ? sizeof".split(
        " ",
      ),
    ),
    { maxLength: 60 },
  )
  .map((words) => words.join(" "));

describe("lowering any text", () => {
  it("keeps every part inside its whole and every name at its place", () => {
    const { definitions, holes } = lower(sample);
    expect(spanFaults(definitions, sample)).toEqual([]);
    expect(holes).toEqual([]);
  });

  it("keeps the parameters of a returned function pointer inside the returned type", () => {
    const text = "static int (*chosen(int which)) (const void *, const void *)\n{\n\treturn 0;\n}\n";
    expect(spanFaults(lower(text).definitions, text)).toEqual([]);
    const misspelt = "static int (*cmp) (const void *, const void *)(PG_FUNCTION_ARGS)\n{\n}\n";
    expect(spanFaults(lower(misspelt).definitions, misspelt)).toEqual([]);
  });

  it("never throws, and keeps spans in order, on broken C", () => {
    fc.assert(
      fc.property(fc.oneof(broken, soup), (text) => {
        const { definitions, holes } = lower(text);
        expect(spanFaults(definitions, text)).toEqual([]);
        expect(spanFaults(holes, text)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("has a hole wherever the parser had an error that was not repaired", () => {
    fc.assert(
      fc.property(broken, (text) => {
        const { definitions, holes } = lower(text);
        const inFunctions = definitions.flatMap((d) => (d.kind === "function" ? d.holes : []));
        for (const hole of inFunctions) expect(holes).toContainEqual(hole);
      }),
      { numRuns: 200 },
    );
  });

  it("survives nesting without end", () => {
    for (const text of ["(", "{", "if (a) ", "x = -", "f(", "a ? b : "]) {
      expect(() => lower(`void f(void) { ${text.repeat(3000)}`)).not.toThrow();
    }
  });

  it("gives up on expressions and statements that are none", () => {
    fc.assert(
      fc.property(soup, (text) => {
        for (const found of [parseExpression(text), parseStatements(text)]) {
          if (found !== undefined) expect(spanFaults(found, text)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("reading a sound tree", () => {
  const statement = fc.constantFrom(
    "a /* c */ . /* d */ b = c -> d // e\n ;",
    "f ( /* only */ ) ;",
    "g(a, /* x */ b /* y */) /* z */ ;;",
    "if (a) ; else /* c */ ;",
    "for (;;) ;",
    "{ /* nothing */ }",
    'x = "a" /* b */ "c" \\\n "d";',
    "int é = -1, *p, q [ 3 ] = { 1 , } /* t */ ;",
    "return /* v */ ;",
    "return a ? b : c, d == e && f >= g >> 1;",
    "do ; while (x) ;",
    "switch (a) { case 1 : /* c */ b ; default : ; }",
    "l : /* c */ a [ b [ 1 ] ] ++ ;",
    "y = ( T ) { 1 } . x ; z = ( int ) /* c */ - 1 ;",
    "// line \\\n continued\n a;",
    "struct S { int a /* c */ ; /* d */ } s ;",
  );

  it("finds the same offsets in the text as the tree has", () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), (statements) => {
        const text = `/* head */ void f ( int a , /* c */ char * b ) { ${statements.join(" ")} } // end`;
        const tree = parser.parse(text);
        if (tree.rootNode.hasError) return;
        const [fast, slow] = [flatten(tree, text), flattenAny(tree)];
        for (const key of ["kind", "start", "end", "next"] as const) {
          expect([...fast[key].subarray(0, fast.count)]).toEqual([...slow[key].subarray(0, slow.count)]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

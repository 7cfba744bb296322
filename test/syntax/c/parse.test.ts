import * as fc from "fast-check";
import { setImmediate as nextTurn } from "node:timers/promises";
import type Parser from "tree-sitter";
import { describe, expect, it } from "vitest";
import { parseAfresh, parseMasked } from "../../../server/src/syntax/c/parse";

const piece = (n: number): string => `	if (lock${n} != NULL && (Size) (n) > sizeof(Lock))
	{
		Lock	   *held${n} = (Lock *) palloc0(sizeof(Lock) * ${n}); /* é */

		for (int i = 0; i < ${n}; i++)
			held${n}[i].mode ^= a * b;
		switch (held${n}->mode) { case ${n}: release(&held${n}, "x\\n"); break; default: goto out; }
	}
	else do { count--; } while (count > ${n} ? x : y);
`;

/** Longer than what is always parsed afresh. */
const original = `static int
acquire(Lock *lock, Size n)
{
	int			count = 0;

${Array.from({ length: 12 }, (_, n) => piece(n)).join("")}out:
	return count;
}
`;

const inserted = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("x", "\tint y;\n", "\ta * b;\n", "\tf(x);\n", "\t(T) (y);\n", "é", "\n"),
  },
  fc.constantFrom(..."{}();\"'*#/&=".split(""), "/*", "*/", "//", "else ", "if (x) ", "return;", "case 1:"),
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  /** At the start of a line nothing is torn apart. */
  isAtLine: fc.boolean(),
  length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(120)),
  text: inserted,
});

/** Every node with its kind and place. */
function nodesOf(tree: Parser.Tree): string {
  const nodes: string[] = [];
  const cursor = tree.walk();
  for (;;) {
    nodes.push(`${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex}`);
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return nodes.join("\n");
  }
}

describe("parseMasked", () => {
  it("gives the tree of a fresh parse at every step of editing a long function", async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        await nextTurn();
        let text = original;
        parseMasked(text);
        for (const { at, isAtLine, length, text: put } of edits) {
          const offset = Math.floor(at * text.length);
          const start = isAtLine ? text.indexOf("\n", offset) + 1 : offset;
          text = text.slice(0, start) + put + text.slice(start + length);
          const fresh = parseAfresh(text);
          if (!fresh.rootNode.hasError) sound++;
          expect(nodesOf(parseMasked(text))).toBe(nodesOf(fresh));
        }
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 40) },
    );
    // Otherwise nothing would have been used again.
    expect(sound).toBeGreaterThan(20);
  }, 60_000);

  it("gives it for another function of the same length, and after it for the first again", () => {
    const other = original.replaceAll("lock", "pool").replace("int			count", "int			total");
    for (const text of [original, other, original])
      expect(nodesOf(parseMasked(text))).toBe(nodesOf(parseAfresh(text)));
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lex, type Tokens } from "../../../server/src/syntax/c/lex";
import { createLexMemory, relex } from "../../../server/src/syntax/c/relex";
import { extensionText } from "./examples";

/** The tokens as plain data. */
function listed({ count, kind, start, end, code, comments, directives }: Tokens) {
  const arrays = [kind, start, end, code].map((array) => Array.from(array.subarray(0, count)));
  return { arrays, comments, directives };
}

describe("relex", () => {
  const inserted = fc.constantFrom(
    ...[
      "x",
      "(",
      '"',
      "'",
      "/*",
      "*/",
      "//",
      "\\\n",
      "\n",
      "\r\n",
      "#",
      "#if 0\n",
      ".",
      "1e",
      "+",
      " ",
      "",
      "}",
      "\\",
    ],
  );
  const edit = fc.record({ at: fc.nat(), removed: fc.nat(12), inserted });

  it("gives what lexing from scratch gives, edit by edit", () => {
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        (edits, copies) => {
          const memory = createLexMemory();
          let text = extensionText.repeat(copies);
          relex(text, memory);
          for (const { at, removed, inserted } of edits) {
            const from = at % (text.length + 1);
            text = text.slice(0, from) + inserted + text.slice(from + removed);
            expect(listed(relex(text, memory))).toEqual(listed(lex(text)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives what lexing from scratch gives for texts that have nothing in common", () => {
    const memory = createLexMemory();
    for (const text of [
      "int a;",
      "",
      "/* open",
      extensionText,
      "x",
      extensionText + "y",
      "y" + extensionText,
    ]) {
      expect(listed(relex(text, memory))).toEqual(listed(lex(text)));
    }
  });
});

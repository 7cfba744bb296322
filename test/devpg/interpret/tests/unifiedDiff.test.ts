import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../../devpg/src/interpret/tests/unifiedDiff";

/** As a diff prints it. */
function checkDiff(before: string, after: string, shown: string): void {
  const marks = { same: " ", removed: "-", added: "+", gap: "~" };
  expect(
    unifiedDiff(before, after, 1)
      .map(({ kind, text }) => `${marks[kind]}${text}`)
      .join("\n"),
  ).toBe(shown);
}

describe("a comparison of two texts", () => {
  it("shows what is gone before what came, with lines around it", () => {
    checkDiff("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nX\nd\ne\nf\nY\n", " b\n-c\n+X\n d\n~\n f\n-g\n+Y");
    checkDiff("a\n", "a\n", "");
    checkDiff("", "a\n", "+a");
  });

  it("leads from one text to the other, whatever they are", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "(1 row)", ""), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = unifiedDiff(
          before.map((line) => `${line}\n`).join(""),
          after.map((line) => `${line}\n`).join(""),
          1_000,
        );
        if (lines.length === 0) return expect(before).toEqual(after);
        const side = (left: string): string[] =>
          lines.filter(({ kind }) => kind !== left).map((line) => line.text);
        expect(side("added")).toEqual(before);
        expect(side("removed")).toEqual(after);
      }),
    );
  });
});

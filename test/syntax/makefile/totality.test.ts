import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makefileTargets, readMakefile } from "../../../server/src/syntax/makefile/readMakefile";

const path = "/x/Makefile";
const files = ["a.c", "b.c", "sql/a.sql"];

function expectTotal(text: string): void {
  const surroundings = { path, files, readInclude: () => text };
  const model = readMakefile(text, surroundings);
  makefileTargets(model, surroundings);
  const words = [...model.variables.values()].flatMap((value) => value.words);
  const spans = [
    ...model.holes,
    ...words.map((word) => word.span),
    ...model.defines.map((each) => each.span),
  ];
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  for (const word of words) {
    const written = text.slice(word.span.start, word.span.end);
    if (!/[$\\]/.test(text)) expect(written).toBe(word.text);
  }
}

const pieces = fc.constantFrom(
  ...[
    "$(",
    "${",
    ")",
    "}",
    "$",
    "$$",
    "\\",
    "\\\n",
    "\\\r\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "#",
    "'",
    '"',
    ",",
    ":",
    "=",
    "%",
  ],
  ...[
    "+=",
    ":=",
    "?=",
    "!=",
    "A",
    "B",
    "OBJS",
    "ifdef ",
    "ifeq (",
    "else",
    "endif",
    "define ",
    "endef",
    "include ",
  ],
  ...[
    "addsuffix ",
    "patsubst ",
    "foreach ",
    "call ",
    "wildcard *",
    "shell ",
    "sort ",
    "word ",
    "constructor ",
    "__proto__",
  ],
  ...["PG_CPPFLAGS", "-DX=", "-I", "\0", "\ufeff", "\ud83d", "[", "*"],
);

describe("readMakefile on any text", () => {
  it("never throws, and plain words stand where they say", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 50 }).map((parts) => parts.join("")),
    );
    fc.assert(fc.property(texts, expectTotal), { numRuns: 1000 });
  });

  it("never throws on a truncated Makefile", () => {
    const sample = `A = $(foreach v,1 2,$(call f,$(v)))\nf = x$(1)\nifeq ($(A),x1 x2)\nOBJS += $(A:%=%.o) \\\n  b.o\nelse ifdef B
PG_CPPFLAGS = -DV='"$(A)"'\nendif\ndefine d\nx\nendef\nall: $(OBJS)\n\tcc\ninclude $(PGXS)\n`;
    for (let end = 0; end <= sample.length; end++) expectTotal(sample.slice(0, end));
  });

  it("survives nesting of any depth", () => {
    expectTotal(`A = ${"$(a ".repeat(5000)}${")".repeat(5000)}\nOBJS = $(A)\n`);
    expectTotal(`A = ${"$(strip ".repeat(5000)}${")".repeat(5000)}\nOBJS := $(A)\n`);
    expectTotal("ifdef X\n".repeat(5000));
    readMakefile(`OBJS = ${"$(x) ".repeat(150_000)}`, { path });
  });

  it("ends on variables that refer to themselves or double again and again", () => {
    expectTotal("A = $(B)\nB = $(A)\nOBJS = $(A)\nf = $(call f,$(1))\nX = $(call f,1)\n");
    const doubling = Array.from({ length: 40 }, (_each, i) => `A${i + 1} = $(A${i}) $(A${i})`).join("\n");
    const model = readMakefile(`A0 = x\n${doubling}\nOBJS = $(A40) a.o\n`, { path });
    expect(model.uncertain).toContain("OBJS");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedChunk } from "../../../server/src/syntax/c/chunk";
import { learnMacros } from "../../../server/src/syntax/c/learnMacros";
import { maskChunk, type MaskInput } from "../../../server/src/syntax/c/mask";
import { parseMasked } from "../../../server/src/syntax/c/parse";
import { readC } from "../../../server/src/syntax/c/readC";
import type { CSource, ReadCOptions } from "../../../server/src/syntax/c/source";
import { extensionText, readAlone } from "./examples";

const options: ReadCOptions = { pgMajor: 17, knowledge: learnMacros([]), defines: new Map() };

/** Everything that a reader of the source can see. */
function visible(source: CSource) {
  const chunks = source.chunks.map(({ chunk, start, end }) => {
    const { kind, name, text, isStatic, holes, definitions } = chunk;
    return { start, end, kind, name, text, isStatic, holes, definitions };
  });
  return { ...source, chunks };
}

/** The same, without what is parsed for it. */
function cut(source: CSource) {
  const chunks = source.chunks.map(({ chunk, start, end }) => {
    const { kind, name, text, isStatic, inactive } = chunk as ParsedChunk;
    return { start, end, kind, name, text, isStatic, inactive };
  });
  return { ...source, chunks };
}

describe("readC", () => {
  it("says the same about a text whatever was read before", () => {
    const insertion = fc.constantFrom(
      ...[
        "{",
        "}",
        "(",
        ")",
        ";",
        "x",
        '"',
        "/*",
        "*/",
        "\n",
        "#if 0\n",
        "#endif\n",
        "#define EACH(x) for(;;)\n",
      ],
    );
    const edit = fc.record({ at: fc.nat(extensionText.length), removed: fc.nat(40), inserted: insertion });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let text = extensionText;
        let source = readC(text, options);
        for (const { at, removed, inserted } of edits) {
          text = text.slice(0, at) + inserted + text.slice(at + removed);
          source = readC(text, { ...options, previous: source });
          void source.chunks[at % Math.max(1, source.chunks.length)]?.chunk.holes;
        }
        expect(visible(source)).toEqual(visible(readC(text, options)));
      }),
      { numRuns: 60 },
    );
  });

  it("cuts a text in the same way whatever was read before, edit by edit", () => {
    const inserted = fc.constantFrom(
      ...[
        "{",
        "}",
        "(",
        ")",
        ";",
        "=",
        "x",
        "\n",
        "\n}\n",
        "int g(int a)\n{\n",
        '"',
        "/*",
        "*/",
        "//",
        "*",
        ",",
      ],
      ...["#if 0\n", "\n#else\n", "\n#endif\n", 'extern "C" {\n', "struct S {", "MACRO(a)", "namespace n {"],
    );
    const edit = fc.record({ at: fc.nat(), removed: fc.nat(12), inserted });
    const unlike = "\nvoid f(int (*g)(void), int b)\n{\n\tif (b) { g(); }\n}\nMADE(x)\n{\n\treturn;\n}\n";
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.nat(2), (edits, copies) => {
        let text = (extensionText + unlike).repeat(copies + 1);
        let source = readC(text, options);
        for (const { at, removed, inserted: added } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + added + text.slice(from + removed);
          source = readC(text, { ...options, previous: source });
          expect(cut(source)).toEqual(cut(readC(text, options)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it("keeps the chunks that an edit does not touch", () => {
    const before = readC(extensionText, options);
    const after = readC(extensionText.replace("return a;", "return a + 1;"), {
      ...options,
      previous: before,
    });
    const changed = after.chunks.filter(({ chunk }) => !before.chunks.some((old) => old.chunk === chunk));
    expect(changed.map(({ chunk }) => chunk.name)).toEqual(["old_style"]);
  });

  it("keeps all chunks when a comment or blank lines are added between them", () => {
    const before = readC(extensionText, options);
    const after = readC(extensionText.replace("static int\nold", "\n/* new */\n\nstatic int\nold"), {
      ...options,
      previous: before,
    });
    expect(after.chunks.every(({ chunk }, index) => chunk === before.chunks[index]?.chunk)).toBe(true);
  });

  it("reads a chunk anew when another branch of it counts or more is known about macros", () => {
    const before = readC(extensionText, options);
    const newer = readC(extensionText, { ...options, pgMajor: 18, previous: before });
    const changed = newer.chunks.filter(({ chunk }, index) => chunk !== before.chunks[index]?.chunk);
    expect(changed.map(({ chunk }) => chunk.name)).toEqual(["add"]);
    const knowledge = learnMacros(before.macros);
    const learned = readC(extensionText, { ...options, knowledge, previous: before });
    expect(learned.chunks.some(({ chunk }) => before.chunks.some((old) => old.chunk === chunk))).toBe(false);
  });

  it("has no hole where the parser failed and the meaning was found all the same", () => {
    const [{ chunk }] = readAlone('void f(void)\n{\n\tx = "a" V(1) "b" W "c";\n\tlabel:\n}').chunks as [
      CSource["chunks"][number],
    ];
    expect(parseMasked((chunk as ParsedChunk).masked()).rootNode.hasError).toBe(true);
    expect(chunk.holes).toEqual([]);
  });

  it("says where the parser did not understand", () => {
    const text = "int f(void)\n{\n\treturn + * ;\n}\n";
    const [{ chunk }] = readC(text, options).chunks as [CSource["chunks"][number]];
    expect(chunk.holes).toHaveLength(1);
    const [hole] = chunk.holes;
    expect(hole!.start).toBeGreaterThanOrEqual(text.indexOf("return"));
    expect(hole!.end).toBeLessThanOrEqual(text.indexOf(";") + 1);
  });

  it("lowers on demand", () => {
    const definitions = readAlone(extensionText).chunks.flatMap(({ chunk }) => chunk.definitions);
    const names = definitions.flatMap((definition) =>
      definition.kind === "function" ? [definition.name] : [],
    );
    expect(names).toEqual(["add", "old_style", "main_loop"]);
  });

  it("finds comments that speak to this tool", () => {
    const text = "/* dynpgext-ignore x: y */\nint a;\n// dynpgext-ignore z\nint b; /* other */";
    expect(readC(text, options).directiveComments.map((comment) => comment.text)).toEqual([
      "dynpgext-ignore x: y",
      "dynpgext-ignore z",
    ]);
  });

  it.each([
    ["nothing", ""],
    ["a byte order mark", "\ufeffint f(void) { return 1; }"],
    ["CRLF", extensionText.replace(/\n/g, "\r\n")],
    ["lone CR", extensionText.replace(/\n/g, "\r")],
    ["NUL bytes", extensionText.replace(/x/g, "\0")],
    ["invalid UTF-8", extensionText.replace(/a/g, "\ufffd")],
    ["an open comment", extensionText + "/* "],
    ["deep braces", "{".repeat(5000)],
    ["deep parentheses", "int f(void) { return " + "(".repeat(3000) + "1; }"],
  ])("reads %s", (_, text) => {
    const source = readC(text, options);
    expect(() => source.chunks.map(({ chunk }) => [chunk.holes, chunk.definitions])).not.toThrow();
  });

  it("understands CRLF as well as LF", () => {
    const source = readAlone(extensionText.replace(/\n/g, "\r\n"));
    expect(source.chunks.flatMap(({ chunk }) => chunk.holes)).toEqual([]);
  });

  it("reads a chunk longer than 32 KB", () => {
    const text = `int f(int x)\n{\n${"\tx = x + 1;\n".repeat(6000)}\treturn x;\n}\n`;
    const [{ chunk }] = readC(text, options).chunks as [CSource["chunks"][number]];
    expect(chunk.holes).toEqual([]);
  });

  it("never throws on texts that are cut off or have wrong characters in them", () => {
    const flip = fc.record({
      at: fc.nat(extensionText.length - 1),
      character: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(fc.nat(extensionText.length), fc.array(flip, { maxLength: 5 }), (length, flips) => {
        let text = extensionText;
        for (const { at, character } of flips) {
          text = text.slice(0, at) + String.fromCharCode(character) + text.slice(at + 1);
        }
        for (const { chunk } of readC(text.slice(0, length), options).chunks)
          void [chunk.holes, chunk.definitions];
      }),
      { numRuns: 150 },
    );
  });
});

describe("texts made to be slow", () => {
  const unit = 40_000;
  it.each([
    ["parentheses", "(".repeat(unit)],
    ["brackets and parentheses", "[(".repeat(unit) + "])".repeat(unit)],
    ["mismatched groups", "[".repeat(unit) + ")".repeat(unit)],
    ["groups closed by braces", "(".repeat(unit) + "}".repeat(unit)],
    ["closing braces", " }\n".repeat(unit)],
    ["braces left open", "f() {{\n}\n".repeat(unit / 4)],
    ["functions left open", "int f(void) {\n".repeat(unit / 4)],
    ["words", "a\n".repeat(unit)],
    ["attributes left open", "pg_attribute_printf(\n".repeat(unit)],
    ["directives without a continuation", "#define A 1\n".repeat(unit / 4)],
    ["continued lines", "#define A \\\n".repeat(unit)],
    ["conditionals", "#if 0\n".repeat(unit / 4) + "#endif\n".repeat(unit / 4)],
    ["a deep condition", `#if ${"(".repeat(unit)}1\n#endif`],
    ["a condition with many signs", `#if ${"!".repeat(unit)}1\n#endif`],
    ["a condition with many branches", `#if ${"1 ? ".repeat(unit / 4)}1\n#endif`],
    [
      "macros that double",
      "#define A B+B\n#define B C+C\n#define C D+D\n#define D E+E\n#define E F+F\n#if A+A+A+A\n#endif",
    ],
    ["inactive regions and functions", "#if 0\n#endif\nint f(void) { }\n".repeat(unit / 8)],
  ])("are cut and masked in little time: %s", (_, text) => {
    const start = performance.now();
    const source = readC(text, options);
    for (const { chunk } of source.chunks) maskChunk(chunk as unknown as MaskInput);
    readC(`${text} x`, { ...options, previous: source });
    learnMacros(source.macros);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("does not follow chains of macros for ever", () => {
    const chain = Array.from({ length: unit }, (_, index) => `#define M${index} M${index + 1}\n`).join("");
    expect(() => learnMacros(readC(chain + "#if M0\n#endif", options).macros)).not.toThrow();
  });
});

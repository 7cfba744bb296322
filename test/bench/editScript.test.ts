import { describe, expect, it } from "vitest";
import { keystrokes, kinds, preparedFile, type ContentChange } from "../../scripts/bench/editScript.mjs";

const heapam = [
  "/* header */",
  '#include "postgres.h"',
  "",
  "TM_Result",
  "heap_update(Relation relation)",
  "{",
  "\tint\t\tcount;",
  "",
  "\tAssert(count);",
  "\treturn 0;",
  "}",
  "",
].join("\n");

function apply(text: string, { range, text: inserted }: ContentChange): string {
  const lines = text.split("\n");
  const offsetOf = (line: number, character: number) =>
    lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + character;
  const start = offsetOf(range.start.line, range.start.character);
  const end = offsetOf(range.end.line, range.end.character);
  return text.slice(0, start) + inserted + text.slice(end);
}

describe("the keystrokes of the bench", () => {
  const { text, places } = preparedFile(heapam);

  it.each(kinds)(
    "types and deletes (%s): every keystroke changes the text, and a cycle restores it",
    (kind) => {
      let now = text;
      const seen: string[] = [];
      for (const changes of keystrokes(kind, 1, places)) {
        const before = now;
        for (const change of changes) now = apply(now, change);
        expect(now).not.toBe(before);
        seen.push(now);
      }
      expect(now).toBe(text);
      expect(new Set(seen).size).toBeGreaterThan(5);
    },
  );

  it("has a misspelt look-up in the long function, and an allocation", () => {
    expect(text).toContain('dynpgext_lookup_shmem("bench:1:stat")');
    expect(text).toContain('allocate_shmem(handle, "bench:1:state"');
  });

  it("changes the looked-up name letter by letter", () => {
    const [change] = keystrokes("name", 1, places)[0] ?? [];
    expect(change === undefined ? "" : apply(text, change)).toContain('dynpgext_lookup_shmem("bench:1:sta")');
  });

  it("types the statement inside the function body", () => {
    const half = keystrokes("statement", 1, places).slice(0, 20).flat().reduce(apply, text);
    expect(half).toMatch(/bench = .*\n\s*if \(bench_total.*\n\tAssert/);
  });
});

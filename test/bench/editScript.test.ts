import { describe, expect, it } from "vitest";
import { keystrokes, kindsOf, preparedFile, type ContentChange } from "../../scripts/bench/editScript.mjs";

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

describe.each(["plain", "beside", "inside"] as const)("the keystrokes of the bench, %s", (form) => {
  const { text, places } = preparedFile(heapam, form);

  it.each(kindsOf(places))(
    "types and deletes (%s): every keystroke changes the text, and a cycle restores it",
    (kind) => {
      let now = text;
      const seen: string[] = [];
      for (const changes of keystrokes(kind, places)) {
        const before = now;
        for (const change of changes) now = apply(now, change);
        expect(now).not.toBe(before);
        seen.push(now);
      }
      expect(now).toBe(text);
      expect(new Set(seen).size).toBeGreaterThan(5);
    },
  );

  it("types the identifier behind the name of a variable", () => {
    const first = keystrokes("identifier", places)[0]?.at(-1);
    const name = form === "inside" ? "bench" : "count";
    expect(first && apply(text, first)).toMatch(new RegExp(`\\b${name}m\\b`, "u"));
  });

  it("types the statement inside the function body", () => {
    const half = keystrokes("statement", places).slice(0, 20).flat().reduce(apply, text);
    expect(half).toMatch(/\{[^}]*\n\s*if \(bench_total.*\n?\tAssert/u);
  });
});

describe("the forms of the file", () => {
  it("leaves the plain one as it is", () => {
    expect(preparedFile(heapam, "plain").text).toBe(heapam);
  });

  it("has an allocation and a look-up to publish in the others, and a misspelt look-up in the long function", () => {
    const [beside, inside] = (["beside", "inside"] as const).map((form) => preparedFile(heapam, form).text);
    for (const text of [beside, inside]) {
      expect(text).toContain('allocate_shmem(handle, "bench:1:state"');
      expect(text).toContain('dynpgext_lookup_shmem("bench:1:sentinel0")');
    }
    expect(inside).toContain('dynpgext_lookup_shmem("bench:1:stat")');
    expect(beside).not.toContain('dynpgext_lookup_shmem("bench:1:stat")');
  });

  it("changes the looked-up name letter by letter", () => {
    const { text, places } = preparedFile(heapam);
    const [change] = keystrokes("name", places)[0] ?? [];
    expect(change === undefined ? "" : apply(text, change)).toContain('dynpgext_lookup_shmem("bench:1:sta")');
  });
});

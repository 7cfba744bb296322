import { describe, expect, it } from "vitest";
import { regionAt } from "../../../server/src/flow/regions/regionAt";
import { regionTimelineOf } from "../../../server/src/flow/regions/regionTimeline";
import { analyseLibrary } from "../analyseLibrary";

const text = `Datum f(PG_FUNCTION_ARGS)
{
  MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "work", ALLOCSET_DEFAULT_SIZES);
  MemoryContext old = MemoryContextSwitchTo(work);
  char *inside = pstrdup("x");
  char *kept;
  MemoryContextSwitchTo(old);
  kept = pstrdup(inside);
  SPI_connect();
  use(kept);
  SPI_finish();
  MemoryContextReset(work);
  pfree(kept);
  MemoryContextDelete(work);
  PG_RETURN_VOID();
}
`;
const { program } = analyseLibrary(text);
const fn = program.functions[0]!;

describe("the timeline of a function's regions", () => {
  it("tells in the order of the code what happens to which region", () => {
    const { regions, entries } = regionTimelineOf(program, fn);
    const lines = entries.map((entry) => {
      const line = text.slice(0, entry.site.start).split("\n").length;
      const variable = "variable" in entry ? ` ${entry.variable ?? ""}` : "";
      return `${line} ${entry.kind} ${regions[entry.region]!.name}${variable}`.trim();
    });
    expect(lines).toEqual([
      '3 opened context "work"',
      '4 switchedTo context "work"',
      '5 allocated context "work" inside',
      "7 switchedTo the caller's context",
      "8 allocated the caller's context kept",
      '8 used context "work" inside',
      "9 opened SPI region #1",
      "10 used the caller's context kept",
      "11 closed SPI region #1",
      '12 reset context "work"',
      "13 freed the caller's context kept",
      '14 closed context "work"',
    ]);
    expect(regions.map(({ name, parent }) => [name, parent])).toEqual([
      ["the caller's context", undefined],
      ['context "work"', 0],
      ["SPI region #1", undefined],
    ]);
  });
});

describe("the region of a variable at a place", () => {
  const at = (needle: string): ReturnType<typeof regionAt> => regionAt(program, fn, text.indexOf(needle));

  it("is that of its memory, with what ends it", () => {
    const inside = at("inside);\n  SPI");
    expect(inside?.value).toMatchObject({
      text: "inside",
      allocator: "pstrdup",
      region: { name: 'context "work"' },
    });
    expect(inside?.ends.map(({ how, callee }) => [how, callee])).toEqual([
      ["contextReset", "MemoryContextReset"],
    ]);
    expect(inside?.ended).toBeUndefined();
    expect(at("kept);\n  SPI_finish")?.value.region?.name).toBe("the caller's context");
  });
  it("is nobody's where there is no variable", () => {
    expect(at("PG_RETURN_VOID")).toBeUndefined();
    expect(at("fcinfo")).toBeUndefined();
  });
});

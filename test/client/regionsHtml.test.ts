import { describe, expect, it } from "vitest";
import { regionsHtml } from "../../client/src/regions/regionsHtml";
import { regionsPage } from "../../client/src/regions/regionsPage";
import type { MemoryRegionRow, MemoryRegions } from "../../server/src/protocol/memoryRegions";

function row(line: number, mark: MemoryRegionRow["mark"], more: Partial<MemoryRegionRow>): MemoryRegionRow {
  return {
    line,
    character: 0,
    code: `line ${line}`,
    region: 1,
    mark,
    note: `${mark} here`,
    lives: [true, true],
    current: 1,
    ...more,
  };
}

const regions: MemoryRegions = {
  uri: "file:///a.c",
  name: "f",
  startLine: 0,
  endLine: 9,
  regions: [{ name: "the caller's context" }, { name: 'context "a<b"' }],
  rows: [
    row(1, "opened", {}),
    row(3, "used", { note: "x is used" }),
    row(3, "allocated", { note: "y is allocated" }),
    row(4, "closed", { lives: [true, false], current: 0 }),
    row(7, "usedAfterEnd", { lives: [true, false], current: 0, code: 'f("<b>", &x);' }),
  ],
};

/** The table's rows, each as its lanes' classes and marks. */
function lanesOf(html: string): string[][] {
  return [...html.matchAll(/<tr class="[^"]*" data-line[^]*?<\/tr>/gu)].map(([line]) =>
    [...line.matchAll(/<td class="lane ([^"]*)">(?:<i class="mark (\w+)")?/gu)].map(
      ([, lane = "", mark = ""]) => `${lane} ${mark}`.trim(),
    ),
  );
}

describe("the drawing of memory regions", () => {
  it("has a bar for each region from where it is opened to where it ends, and one mark for each line", () => {
    expect(lanesOf(regionsHtml(regions))).toEqual([
      ["c0 above below", "c1 below current opened"],
      ["c0 above below", "c1 above below current allocated"],
      ["c0 above below current", "c1 above closed"],
      ["c0 above below current", "c1 usedAfterEnd"],
    ]);
  });

  it("marks the line of a fault, and the gaps between lines", () => {
    const classes = [...regionsHtml(regions).matchAll(/<tr class="([^"]*)" data-line="(\d+)"/gu)];
    expect(classes.map(([, name = "", line]) => `${line} ${name.trim()}`)).toEqual([
      "1 ",
      "3 far",
      "4 ",
      "7 far fault",
    ]);
  });

  it("takes nothing of the code for HTML", () => {
    const html = regionsHtml(regions);
    expect(html).toContain("context &quot;a&lt;b&quot;");
    expect(html).toContain("f(&quot;&lt;b&gt;&quot;, &amp;x);");
    expect(html).not.toContain("<b>&quot;");
  });

  it("says so when nothing happens", () => {
    expect(regionsHtml({ ...regions, rows: [] })).toContain("Nothing happens to memory regions");
  });

  it("stands in a page that runs its own script and nothing else", () => {
    const page = regionsPage({ nonce: "n0nce" });
    expect(page).toContain("default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'");
    expect([...page.matchAll(/<(?:script|style)(?! nonce="n0nce")/gu)]).toEqual([]);
    expect(page).not.toMatch(/ style="| onclick=/u);
  });
});

import { describe, expect, it } from "vitest";
import { analyse, checkSilent } from "./checkRule";
import { silentShapes } from "./silentRegionShapes";

describe.each(Object.entries(silentShapes))("no rule speaks of %s", (_shape, sources) => {
  it("in three ways at least", () => {
    expect(sources.length).toBeGreaterThanOrEqual(3);
    for (const source of sources) checkSilent(source.trimStart());
  });
});

/** Silence would say nothing where nothing is looked at. */
it("a fault in such a text is reported", () => {
  const faults = Object.values(silentShapes)
    .flat()
    .filter((source) => /SPI_finish\(\);\n(?:\tname = .*\n)?\treturn (?:copy|name);/u.test(source))
    .map((source) => source.replace(/SPI_palloc|pstrdup\("outer"\)|MemoryContextStrdup\(caller, /gu, wrong))
    .filter((fault) => !Object.values(silentShapes).flat().includes(fault));
  expect(faults.length).toBeGreaterThanOrEqual(3);
  for (const fault of faults) {
    const { findings } = analyse(new Map([["example.c", fault.trimStart()]]), {});
    expect(findings.map(({ rule }) => rule)).toContain("region-return-after-close");
  }
});

/** The memory is of the connection instead of the caller. */
function wrong(right: string): string {
  return right === "SPI_palloc" ? "palloc" : right.startsWith("pstrdup") ? "name" : "pstrdup(";
}

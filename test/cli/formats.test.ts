import { describe, expect, it } from "vitest";
import { formatGithub } from "../../cli/src/formats/github";
import { formatSarif } from "../../cli/src/formats/sarif";
import { formatText } from "../../cli/src/formats/text";
import type { Report } from "../../cli/src/report";
import { coloured, paintFor, plain } from "../../cli/src/terminal/paint";
import { emptyReport, place, sampleReport, sarifOptions } from "./sample";

function text(report: Report, columns = 100): string {
  return formatText(report, { paint: plain, columns });
}

/** The lines of the only snippet of a finding at this place. */
function snippet(line: string, start: number, end: number, columns = 100): readonly string[] {
  const finding = {
    rule: "r",
    severity: "hint",
    place: place("a.c", 0, start, end, line),
    message: "m",
    related: [],
  } as const;
  return text({ ...emptyReport, findings: [finding] }, columns)
    .split("\n")
    .slice(3, 5);
}

describe("the text format", () => {
  it("shows the line, the place, the related places and the fix", () => {
    expect(text(sampleReport)).toBe(
      String.raw`error[bad-word]: nothing allocates "a:cuonter"
   --> src/über 100%,a:b.c:9:30
    |
  9 |     ptr = dynpgext_lookup_shmem("a:cuonter");
    |                                 ^^^^^^^^^
note: a similar name is allocated here
   --> ../init.c:120:37
    |
120 |     handle->allocate_shmem(handle, "a:counter", 8, NULL, NULL, 0);
    |                                     ---------
    |
    = help: Rename to a:counter (${"`--fix`"} does it)

info[made-by-the-engine]: 50% of this
is odd: a, b
 --> src/z.c:2:5
  |
2 |     /* two
  |     ^^^^^^
...
4 |     */ x
  |     ^^

1 error, 1 info in 3 files, 1 can be fixed by ${"`--fix`"}. ${"`dynpgext explain RULE`"} tells why.
`,
    );
  });

  it("aligns tabs, wide, combining and control characters", () => {
    expect(snippet("\ta\tBAD", 3, 6)).toEqual(["1 |     a   BAD", "  |         ^^^"]);
    expect(snippet("/* 漢字 😀 */ BAD", 12, 15)).toEqual(["1 | /* 漢字 😀 */ BAD", "  |               ^^^"]);
    expect(snippet("e\u0301 BAD", 3, 6)).toEqual(["1 | e\u0301 BAD", "  |   ^^^"]);
    expect(snippet("\u001b[31m\u202e BAD", 7, 10)).toEqual(["1 | ␛[31m\ufffd BAD", "  |        ^^^"]);
  });

  it("marks at least one column, also after the end of a line", () => {
    expect(snippet("int x", 5, 5)).toEqual(["1 | int x", "  |      ^"]);
    expect(snippet("", 0, 0)).toEqual(["1 |", "  | ^"]);
  });

  it.each([0, 3, 57, 200, 391, 397])("clips a long line around the place at %i", (start) => {
    const line = `${"漢a".repeat(100)}${"b".repeat(197)}BAD`;
    const [source = "", marks = ""] = snippet(line, start, start + 3, 60);
    const width = [...source].reduce((sum, char) => sum + (char === "漢" ? 2 : 1), 0);
    expect(width).toBeLessThanOrEqual(60);
    const shown = [...source].flatMap((char) => (char === "漢" ? [char, ""] : [char]));
    const marked = shown.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1).join("");
    expect(marked).toBe(line.slice(start, start + 3));
  });

  it("is coloured on a terminal only, or as NO_COLOR, FORCE_COLOR and --color say", () => {
    const terminal = { isTTY: true };
    expect(paintFor("auto", terminal, {})).toBe(coloured);
    expect(paintFor("auto", {}, {})).toBe(plain);
    expect(paintFor("auto", terminal, { TERM: "dumb" })).toBe(plain);
    expect(paintFor("auto", terminal, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(plain);
    expect(paintFor("auto", {}, { FORCE_COLOR: "1", NO_COLOR: "" })).toBe(coloured);
    expect(paintFor("auto", terminal, { FORCE_COLOR: "0" })).toBe(plain);
    expect(paintFor("always", {}, { NO_COLOR: "1" })).toBe(coloured);
    expect(paintFor("never", terminal, { FORCE_COLOR: "1" })).toBe(plain);
    const painted = formatText(sampleReport, { paint: coloured, columns: 100 });
    expect(painted.replace(/\u001b\[[\d;]*m/g, "")).toBe(text(sampleReport));
  });
});

describe("the GitHub format", () => {
  it("escapes what would end a property or the command", () => {
    expect(formatGithub(sampleReport)).toBe(
      "::error file=src/über 100%25%2Ca%3Ab.c,line=9,endLine=9,col=30,endColumn=39,title=bad-word::" +
        'nothing allocates "a:cuonter"%0A../init.c:120:37: a similar name is allocated here\n' +
        "::notice file=src/z.c,line=2,endLine=4,col=5,endColumn=4,title=made-by-the-engine::" +
        "50%25 of this%0Ais odd: a, b\n",
    );
  });
});

describe("the SARIF format", () => {
  /** The parts of a log that the tests look at. */
  interface Log {
    readonly runs: readonly [
      {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly locations: readonly unknown[];
          readonly relatedLocations: readonly unknown[];
          readonly partialFingerprints: Record<string, string>;
        }[];
      },
    ];
  }

  function sarif(report: Report): Log {
    return JSON.parse(formatSarif(report, sarifOptions)) as Log;
  }

  it("gives each result its rule, its place and a place for what is outside of the folder", () => {
    const [run] = sarif(sampleReport).runs;
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    const [first] = run.results;
    expect(first?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "src/%C3%BCber%20100%25%2Ca%3Ab.c", uriBaseId: "SRCROOT" },
          region: { startLine: 9, startColumn: 30, endLine: 9, endColumn: 39 },
        },
      },
    ]);
    expect(first?.relatedLocations).toMatchObject([
      { physicalLocation: { artifactLocation: { uri: "file:///home/me/init.c" } } },
    ]);
  });

  it("knows a finding again after lines were added above it, and tells equal ones apart", () => {
    const [finding] = sampleReport.findings;
    if (finding === undefined) throw new Error("the sample has findings");
    const { start, end, ...rest } = finding.place;
    const down = { ...rest, start: { ...start, line: start.line + 5 }, end: { ...end, line: end.line + 5 } };
    const fingerprints = sarif({
      ...emptyReport,
      findings: [{ ...finding, place: down }, finding],
    }).runs[0].results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(fingerprints[0]).toBe(JSON.stringify(sarif(sampleReport).runs[0].results[0]?.partialFingerprints));
    expect(new Set(fingerprints).size).toBe(2);
  });
});

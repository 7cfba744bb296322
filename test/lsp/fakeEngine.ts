/**
 * An analysis with three simple rules, so that the tests of the server depend on no real rule:
 *
 * - `bad-word` (error): the word `BAD`; safe fix: `GOOD`. The word `WORSE` has a fix that needs a review.
 * - `unknown-name` (warning): `use(x)` where no file has `define(x)`; related: the other `use(x)` of the folder.
 * - `old-word` (hint, deprecated): the word `OLD`.
 *
 * While a text holds `NEVER READ TO THE END`, reading goes on slice after slice.
 *
 * The text `CRASH THE ANALYSIS` makes the whole analysis throw, `CRASH THE RULE` is reported as an internal error.
 */
import type { Finding, Severity } from "../../server/src/base/finding";
import type { Site } from "../../server/src/base/span";
import type { Analysis, Workspace, WorkspaceOptions } from "../../server/src/engine/workspace";
import type { EngineParts } from "../../server/src/lsp/engineParts";

export const fakeParts: EngineParts = {
  createWorkspace: (root, options) => new FakeWorkspace(root, options),
  rules: [
    { id: "bad-word", title: "A bad word" },
    { id: "unknown-name", title: "A name that nobody defines" },
    { id: "old-word", title: "An old word" },
  ],
};

class FakeWorkspace implements Workspace {
  private readonly texts = new Map<string, string>();

  constructor(
    readonly root: string,
    private options: WorkspaceOptions,
  ) {}

  wants(path: string): boolean {
    return /\.(c|h|control|sql)$/.test(path);
  }

  setFile(path: string, text: string): void {
    this.texts.set(path, text);
  }

  removeFile(path: string): void {
    this.texts.delete(path);
  }

  configure(options: WorkspaceOptions): void {
    this.options = options;
  }

  readSome(): boolean {
    return [...this.texts.values()].some((text) => text.includes("NEVER READ TO THE END"));
  }

  readonly analysedCharacters = 0;

  parseSome(): boolean {
    return false;
  }

  analyzeSome(): boolean {
    return false;
  }

  analyzeUrgent(): boolean {
    return false;
  }

  findingsSoFar(): Analysis {
    return this.analyze();
  }

  prioritize(): void {
    // Nothing takes long here.
  }

  analyze(): Analysis {
    const findings = new Map<string, Finding[]>();
    const internalErrors = [];
    for (const [path, text] of this.texts) {
      if (text.includes("CRASH THE ANALYSIS")) throw new Error("the analysis crashed as it was told to");
      if (text.includes("CRASH THE RULE"))
        internalErrors.push({ rule: "bad-word", path, message: "crashed" });
      const ofFile = [...this.words(path, text), ...this.names(path, text)].flatMap((one) =>
        this.withLevel(one),
      );
      ofFile.sort((a, b) => a.site.start - b.site.start);
      if (ofFile.length > 0) findings.set(path, ofFile);
    }
    return { findings, internalErrors };
  }

  statistics() {
    return { files: this.texts.size, functions: 0, filesWithHoles: 0, functionsWithHoles: 0 };
  }

  private *words(path: string, text: string): Iterable<Finding> {
    for (const site of sitesOf(path, text, /\b(BAD|WORSE)\b/g)) {
      const word = text.slice(site.start, site.end);
      const safety = word === "BAD" ? "safe" : "review";
      const fixes = [
        { title: `Replace ${word} by GOOD`, safety, edits: [{ ...site, newText: "GOOD" }] } as const,
      ];
      yield {
        rule: "bad-word",
        severity: "error",
        site,
        message: `${word} is a bad word`,
        related: [],
        fixes,
      };
    }
    for (const site of sitesOf(path, text, /\bOLD\b/g)) {
      const message = "OLD is an old word";
      yield { rule: "old-word", severity: "hint", site, message, related: [], fixes: [], tag: "deprecated" };
    }
  }

  private *names(path: string, text: string): Iterable<Finding> {
    for (const site of sitesOf(path, text, /(?<=\buse\()\w+/g)) {
      const name = text.slice(site.start, site.end);
      if ([...this.texts.values()].some((other) => other.includes(`define(${name})`))) continue;
      const related = [...this.texts]
        .filter(([other]) => other !== path)
        .flatMap(([other, its]) => sitesOf(other, its, new RegExp(`(?<=\\buse\\()${name}\\b`, "g")))
        .map((at) => ({ site: at, message: "also used here" }));
      const message = `nobody defines ${name}`;
      yield { rule: "unknown-name", severity: "warning", site, message, related, fixes: [] };
    }
  }

  private withLevel(finding: Finding): Finding[] {
    const { rules } = this.options.settings;
    const level = rules[finding.rule] ?? rules["*"];
    if (level === "off") return [];
    return [level === undefined ? finding : { ...finding, severity: level satisfies Severity }];
  }
}

function sitesOf(path: string, text: string, pattern: RegExp): Site[] {
  return [...text.matchAll(pattern)].map(({ index, 0: word }) => ({
    path,
    start: index,
    end: index + word.length,
  }));
}

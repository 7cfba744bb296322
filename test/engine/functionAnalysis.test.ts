import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import type { FunctionParts } from "../../server/src/engine/functionParts";
import type { IndexedWorkspace } from "../../server/src/engine/workspace";
import { siteIn, type FunctionRef } from "../../server/src/flow/program";
import type { RegionTrace } from "../../server/src/flow/regions/regionEvent";
import type { FunctionRule } from "../../server/src/rules/rule";
import { describe as lines, findingsOf, root, workspaceOptions, type Options } from "./analyseFiles";

/** Stands for the region analysis: every `leak()` is one event at its place, in functions that do not call `mend()`. */
class LeakFinder implements FunctionParts {
  readonly analysed: string[] = [];
  private readonly traces = new WeakMap<FunctionRef, RegionTrace>();
  readonly rules: readonly FunctionRule[] = [leakRule];

  mayConcernRegions(_program: unknown, fn: FunctionRef): boolean {
    return fn.text.includes("leak");
  }

  regionsOf(_program: unknown, fn: FunctionRef): RegionTrace {
    let trace = this.traces.get(fn);
    if (!trace) {
      this.analysed.push(fn.name);
      if (fn.text.includes("CRASH")) throw new Error("the analysis crashed as it was told to");
      const isMended = JSON.stringify(fn.definition).includes('"mend"');
      const events = (isMended ? [] : [...fn.text.matchAll(/leak\(\)/gu)]).map((match) => {
        const site = siteIn(fn, { start: match.index, end: match.index + 6 });
        return { kind: "spiNotFinished" as const, site, connectedAt: site };
      });
      trace = { events, isComplete: true };
      this.traces.set(fn, trace);
    }
    return trace;
  }
}

const leakRule: FunctionRule = {
  id: "region-spi-not-finished",
  pack: "regions",
  scope: "function",
  severity: "warning",
  stage: "preview",
  since: "0.2.0",
  title: "A rule of this test",
  sources: [],
  why: "",
  fix: "",
  limits: "",
  examples: [],
  check({ regions }, report) {
    for (const { site } of regions.events) report({ at: site, message: "leaks" });
  },
};

interface Made {
  readonly workspace: IndexedWorkspace;
  readonly finder: LeakFinder;
  readonly texts: Map<string, string>;
  edit(name: string, from: string, to: string): void;
  /** `file:line rule`, of everything known so far. */
  shown(): string[];
}

function make(files: Record<string, string>, options: Options = {}): Made {
  const finder = new LeakFinder();
  const workspace = createWorkspace(root, workspaceOptions(options), finder);
  const texts = new Map(Object.entries(files));
  for (const [name, text] of texts) workspace.setFile(`${root}/${name}`, text);
  const edit = (name: string, from: string, to: string): void => {
    texts.set(name, texts.get(name)!.replace(from, to));
    workspace.setFile(`${root}/${name}`, texts.get(name)!);
  };
  const shown = (): string[] => lines(texts, findingsOf(workspace.findingsSoFar()));
  return { workspace, finder, texts, edit, shown };
}

const leaky = (name: string): string => `void ${name}(void)\n{\n\tleak();\n}\n`;

describe("the analysis of functions", () => {
  it("looks at libraries that do not use the interface, and at no function whose words rule it out", () => {
    const { workspace, finder, shown } = make({ "a.c": `${leaky("one")}void two(void) {}\n` });
    workspace.analyze();
    expect(shown()).toEqual(["a.c:3 region-spi-not-finished"]);
    expect(finder.analysed).toEqual(["one"]);
  });

  it("goes on in parts, shows what it has found, and begins with what is open", () => {
    const { workspace, finder, shown } = make({
      "a/a.c": leaky("one"),
      "b/b.c": leaky("two"),
      "c/c.c": leaky("three"),
    });
    workspace.prioritize(new Set([`${root}/b/b.c`]));
    expect(shown()).toEqual([]);
    const seen: string[][] = [];
    while (workspace.analyzeSome(1)) seen.push(shown());
    expect(finder.analysed).toEqual(["two", "one", "three"]);
    expect(seen).toContainEqual(["b/b.c:3 region-spi-not-finished"]);
    expect(shown()).toHaveLength(3);
  });

  it("analyses after a key what is open, and leaves what else waits", () => {
    const { workspace, finder, edit, shown } = make({ "a/a.c": leaky("one"), "b/b.c": leaky("two") });
    workspace.prioritize(new Set([`${root}/b/b.c`]));
    expect(workspace.analyzeUrgent(Infinity)).toBe(true);
    edit("b/b.c", "{", "{\n");
    expect(workspace.analyzeUrgent(Infinity)).toBe(true);
    expect(finder.analysed).toEqual(["two", "two"]);
    expect(shown()).toEqual(["b/b.c:4 region-spi-not-finished"]);
    expect(workspace.analyzeSome(Infinity)).toBe(false);
    expect(workspace.analyzeUrgent(Infinity)).toBe(false);
    expect(shown()).toHaveLength(2);
  });

  it("analyses a function of a header once, though many files include it", () => {
    const { workspace, finder, shown } = make({
      "a/a.c": '#include "../all.h"\n',
      "b/b.c": '#include "../all.h"\n',
      "all.h": `static inline ${leaky("shared")}`,
    });
    workspace.analyze();
    expect(finder.analysed).toEqual(["shared"]);
    expect(shown()).toEqual(["all.h:3 region-spi-not-finished"]);
  });

  it("analyses after an edit the function that was edited, and moves the findings behind it", () => {
    const { workspace, finder, edit, shown } = make({ "a.c": leaky("one") + leaky("two") });
    workspace.analyze();
    finder.analysed.length = 0;
    edit("a.c", "{\n\tleak", "{\n\n\tint x;\n\tleak");
    workspace.analyze();
    expect(finder.analysed).toEqual(["one"]);
    expect(shown()).toEqual(["a.c:5 region-spi-not-finished", "a.c:9 region-spi-not-finished"]);
    edit("a.c", "leak", "seal");
    workspace.analyze();
    expect(shown()).toEqual(["a.c:9 region-spi-not-finished"]);
  });

  it("forgets the functions of a file that is gone", () => {
    const { workspace, shown } = make({ "a.c": leaky("one"), "b.c": leaky("two") });
    workspace.analyze();
    workspace.removeFile(`${root}/a.c`);
    workspace.analyze();
    expect(shown()).toEqual(["b.c:3 region-spi-not-finished"]);
  });

  it("loses one function where the analysis throws, and says which", () => {
    const crash = "void crash(void)\n{\n\tleak(); /* CRASH */\n}\n";
    const { workspace } = make({ "a.c": crash + leaky("two") });
    const { findings, internalErrors } = workspace.analyze();
    expect(findings.get(`${root}/a.c`)).toHaveLength(1);
    expect(internalErrors.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      `region-analysis ${root}/a.c`,
    ]);
  });
});

describe("settings and comments", () => {
  it("are heeded as for every other rule", () => {
    const suppressed = "/* dynpgext-ignore region-spi-not-finished: on purpose */\n";
    const { workspace, shown } = make({ "a.c": suppressed + leaky("one") + leaky("two") });
    workspace.analyze();
    expect(shown()).toEqual(["a.c:8 region-spi-not-finished"]);
    workspace.configure(workspaceOptions({ settings: { rules: { "region-spi-not-finished": "error" } } }));
    expect(findingsOf(workspace.analyze()).map(({ severity }) => severity)).toEqual(["error"]);
    workspace.configure(workspaceOptions({ settings: { rules: { "region-spi-not-finished": "off" } } }));
    expect(findingsOf(workspace.analyze())).toEqual([]);
  });

  it("do not call a suppression unused before its function was analysed", () => {
    const suppressed = "/* dynpgext-ignore region-spi-not-finished: on purpose */\n";
    const { workspace, shown } = make({ "a.c": suppressed + leaky("one").replace("leak", "seal") });
    expect(shown()).toEqual([]);
    workspace.analyze();
    expect(shown()).toEqual(["a.c:1 suppression-unused"]);
  });

  it("need no analysis of a rule that is off", () => {
    const settings = { rules: { "*": "off" } };
    const { workspace, finder } = make({ "a.c": leaky("one") }, { settings });
    workspace.analyze();
    expect(finder.analysed).toEqual([]);
  });
});

describe("a branch that nothing decides", () => {
  it("makes no finding that the other branch would not have", () => {
    const { workspace, shown } = make({
      "ifdef.c": "void one(void)\n{\n#ifdef HAVE_X\n\tmend();\n#endif\n\tleak();\n}\n",
      "ifndef.c": "void two(void)\n{\n#ifndef HAVE_X\n\tmend();\n#endif\n\tleak();\n}\n",
      "both.c": "void three(void)\n{\n#ifdef HAVE_X\n\tint x;\n#else\n\tint y;\n#endif\n\tleak();\n}\n",
    });
    workspace.analyze();
    expect(shown()).toEqual(["both.c:8 region-spi-not-finished"]);
  });
});

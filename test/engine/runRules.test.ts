import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { runLibraryRules, runWorkspaceRules } from "../../server/src/engine/runRules";
import { defaultSettings } from "../../server/src/engine/settings";
import { rules } from "../../server/src/rules/registry";
import type { LibraryRule, Reporter, Rule, WorkspaceRule } from "../../server/src/rules/rule";
import { exampleFiles, root, workspaceOptions } from "./analyseFiles";

const common = {
  pack: "dynpgext",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "A rule of this test",
  sources: [],
  why: "",
  fix: "",
  limits: "",
  examples: [],
} as const;

/** Reports once, then throws. */
function fails(report: Reporter): void {
  report({ at: { path: `${root}/visits.c`, start: 0, end: 1 }, message: "half of the truth" });
  throw new Error("impossible");
}

const failingLibraryRule: LibraryRule = {
  ...common,
  id: "fails-in-a-library",
  scope: "library",
  check: (_view, report) => fails(report),
};
const failingWorkspaceRule: WorkspaceRule = {
  ...common,
  id: "fails-in-a-workspace",
  scope: "workspace",
  check: (_index, report) => fails(report),
};

function run(list: readonly Rule[], settings = defaultSettings) {
  const workspace = createWorkspace(root, workspaceOptions());
  for (const [name, text] of exampleFiles("broken_dynpgext")) workspace.setFile(`${root}/${name}`, text);
  const { index } = workspace;
  const outcomes = [
    ...index.interfaceLibraries.map((view) => runLibraryRules(list, view, settings)),
    runWorkspaceRules(list, index, settings),
  ];
  return {
    findings: outcomes.flatMap(({ findings }) => findings),
    internalErrors: outcomes.flatMap(({ internalErrors }) => internalErrors),
  };
}

describe("a rule that throws", () => {
  it("loses its own findings and no other's, and is named", () => {
    const without = run(rules);
    const { findings, internalErrors } = run([failingLibraryRule, failingWorkspaceRule, ...rules]);
    expect(findings).toEqual(without.findings);
    expect(findings.length).toBeGreaterThan(5);
    expect(internalErrors.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      `fails-in-a-library ${root}`,
      `fails-in-a-workspace ${root}`,
    ]);
    expect(internalErrors[0]!.message).toContain("impossible");
  });

  it("is not run where the settings switch it off", () => {
    const settings = { ...defaultSettings, rules: { "fails-in-a-library": "off" as const } };
    expect(run([failingLibraryRule], settings).internalErrors).toEqual([]);
  });
});

describe("the settings of a rule", () => {
  it("win over its own severity, and its id over *", () => {
    const reports: LibraryRule = {
      ...common,
      id: "reports",
      scope: "library",
      check: (_view, report) =>
        report({ at: { path: root, start: 0, end: 0 }, message: "here", severity: "error" }),
    };
    const severity = (levels: Record<string, "hint" | "info" | "off">) =>
      run([reports], { ...defaultSettings, rules: levels }).findings.map((finding) => finding.severity);
    expect(severity({})).toEqual(["error"]);
    expect(severity({ "*": "hint" })).toEqual(["hint"]);
    expect(severity({ "*": "off", reports: "info" })).toEqual(["info"]);
  });
});

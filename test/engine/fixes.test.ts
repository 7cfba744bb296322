import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Finding, Fix } from "../../server/src/base/finding";
import { applyEdits } from "../../server/src/base/textEdit";
import { rules } from "../../server/src/rules/registry";
import { readCase } from "../rules/caseFile";
import {
  exampleFiles,
  findingsOf,
  nameOf,
  root,
  workspaceOf,
  type Files,
  type Options,
} from "./analyseFiles";

const casesFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../rules/cases");

interface Text {
  readonly title: string;
  readonly files: Files;
  readonly options: Options;
}

/** Every text of the project that is known to have faults. */
function* faultyTexts(): Iterable<Text> {
  yield { title: "broken_dynpgext", files: exampleFiles("broken_dynpgext"), options: { pg: 15 } };
  for (const { id, examples } of rules) {
    for (const { title, bad } of examples) yield caseOf(`${id}, example "${title}"`, bad);
    const folder = path.join(casesFolder, id);
    for (const name of readdirSync(casesFolder).includes(id) ? readdirSync(folder) : []) {
      if (name.startsWith("faulty-"))
        yield caseOf(`${id}/${name}`, readFileSync(path.join(folder, name), "utf8"));
    }
  }
}

function caseOf(title: string, text: string): Text {
  const { files, options } = readCase(text);
  return { title, files, options: { pg: 15, ...options } };
}

/** The files after a fix alone. Throws when its edits overlap or leave the workspace. */
function withFix(files: Files, { edits, title }: Fix): Files {
  const result = new Map(files);
  for (const file of new Set(edits.map((edit) => edit.path))) {
    const name = nameOf(file);
    const text = files.get(name);
    if (!file.startsWith(`${root}/`)) throw new Error(`${title} changes ${file}`);
    const fixed = applyEdits(
      text ?? "",
      edits.filter((edit) => edit.path === file),
    );
    if (fixed === undefined) throw new Error(`${title}: edits overlap`);
    result.set(name, fixed);
  }
  return result;
}

/** How often each finding is said; the place is left out, as fixes move things. */
function counted(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, site, message } of findings) {
    const key = `${rule} ${nameOf(site.path)}: ${message}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * What a fix brings to light. A library without both magics hears of the second when it has the first; fields that
 * are zero now were not known before.
 */
const revealed: Readonly<Record<string, readonly string[]>> = {
  "dynpgext-magic-missing": ["dynpgext-pg-magic-missing"],
  "bgw-not-zeroed": ["bgw-flags"],
};

/** What is wrong about applying one fix alone. */
function problemsOf(
  { files, options }: Text,
  before: readonly Finding[],
  finding: Finding,
  fix: Fix,
): string[] {
  const what = `${finding.rule}, "${fix.title}" for "${finding.message}"`;
  const after = findingsOf(workspaceOf(withFix(files, fix), options).analyze());
  const own = `${finding.rule} ${nameOf(finding.site.path)}: ${finding.message}`;
  const problems: string[] = [];
  if ((counted(after).get(own) ?? 0) >= counted(before).get(own)!)
    problems.push(`${what}: the finding stays`);
  // By rule: the same fault may be told in other words, as where two of three clashing names remain.
  const [was, is] = [errorsByRule(before), errorsByRule(after)];
  for (const [rule, count] of is) {
    if (count <= (was.get(rule) ?? 0) || revealed[finding.rule]?.includes(rule)) continue;
    problems.push(`${what}: new error of ${rule}`);
  }
  return problems;
}

function errorsByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings)
    if (severity === "error") counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

const texts = [...faultyTexts()].map((text) => [text.title, text] as const);

describe("every fix, applied alone", () => {
  it.each(texts)("removes its finding and makes no error: %s", (_title, text) => {
    const before = findingsOf(workspaceOf(text.files, text.options).analyze());
    expect(before.length).toBeGreaterThan(0);
    const problems = before.flatMap((finding) =>
      finding.fixes.flatMap((fix) => problemsOf(text, before, finding, fix)),
    );
    expect(problems).toEqual([]);
  });
});

describe("the first safe fixes, applied one after the other", () => {
  it.each(texts)("come to an end: %s", (_title, { files, options }) => {
    let current = files;
    const left = (): Fix[] =>
      findingsOf(workspaceOf(current, options).analyze()).flatMap(({ fixes }) =>
        fixes[0]?.safety === "safe" ? fixes[0] : [],
      );
    const first = left();
    let round = 0;
    for (let fix = first[0]; fix && round <= first.length + 10; fix = left()[0]) {
      current = withFix(current, fix);
      round++;
    }
    expect(left().map(({ title }) => title)).toEqual([]);
  });
});

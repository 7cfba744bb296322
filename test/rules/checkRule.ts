/** The one place where rule tests touch the engine. */
import { expect } from "vitest";
import type { Finding } from "../../server/src/base/finding";
import { LineMap } from "../../server/src/base/lineMap";
import { applyEdits, type TextEdit } from "../../server/src/base/textEdit";
import { createWorkspace } from "../../server/src/engine/createWorkspace";
import { parseSettings } from "../../server/src/engine/settings";
import { readCase, type CaseFile } from "./caseFile";

const root = "/case";

export interface Analysed {
  readonly files: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

export function analyse(files: ReadonlyMap<string, string>, options: CaseFile["options"]): Analysed {
  const settings = parseSettings(options.settings ?? {});
  if (!settings.ok) throw new Error(settings.problem.message);
  const workspace = createWorkspace(root, { settings: settings.value, pgMajor: options.pg ?? 15 });
  for (const [name, text] of files) workspace.setFile(`${root}/${name}`, text);
  const { findings, internalErrors } = workspace.analyze();
  expect(internalErrors, "internal errors").toEqual([]);
  return { files, findings: [...findings.values()].flat() };
}

/** Findings as `file:line:startColumn-endColumn message`, which is also how the expectations are printed. */
function describe(
  analysed: Analysed,
  rule: string | undefined,
): { at: string; message: string; rule: string }[] {
  return analysed.findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .map((finding) => {
      const file = finding.site.path.slice(root.length + 1);
      const map = new LineMap(analysed.files.get(file) ?? "");
      const start = map.position(finding.site.start);
      const end = map.position(finding.site.end);
      const endColumn = end.line === start.line ? end.column : map.line(start.line).length;
      return {
        at: `${file}:${start.line + 1}:${start.column}-${endColumn}`,
        message: finding.message,
        rule: finding.rule,
      };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Checks that `rule` reports exactly what the carets pin. A finding over several lines is pinned on its first. */
export function checkPins(rule: string, text: string): Analysed {
  const { files, pins, options } = readCase(text);
  const analysed = analyse(files, options);
  const found = describe(analysed, rule);
  const wanted = pins
    .map((pin) => ({
      at: `${pin.file}:${pin.line + 1}:${pin.startColumn}-${pin.endColumn}`,
      message: pin.message,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  expect(
    found.map(({ at, message }) => `${at} ${message}`).length,
    found.map((f) => `${f.at} ${f.message}`).join("\n"),
  ).toBe(wanted.length);
  for (const [i, pin] of wanted.entries()) {
    expect(found[i]!.at, `${found[i]!.message}`).toBe(pin.at);
    expect(found[i]!.message).toContain(pin.message);
  }
  return analysed;
}

/** Checks that no rule at all says anything about a text. */
export function checkSilent(text: string): void {
  const { files, options } = readCase(text);
  expect(describe(analyse(files, options), undefined)).toEqual([]);
}

/** Applies the first fix of every finding of `rule` and analyses the result again. */
export function applyFirstFixes(rule: string, analysed: Analysed, options: CaseFile["options"]): Analysed {
  const byFile = new Map<string, TextEdit[]>();
  for (const finding of analysed.findings) {
    if (finding.rule !== rule) continue;
    for (const edit of finding.fixes[0]?.edits ?? []) {
      const name = edit.path.slice(root.length + 1);
      const list = byFile.get(name) ?? [];
      if (!list.some((e) => e.start === edit.start && e.end === edit.end && e.newText === edit.newText))
        list.push(edit);
      byFile.set(name, list);
    }
  }
  const files = new Map(analysed.files);
  for (const [name, edits] of byFile) {
    const fixed = applyEdits(files.get(name) ?? "", edits);
    if (fixed === undefined) throw new Error(`overlapping edits in ${name}`);
    files.set(name, fixed);
  }
  return analyse(files, options);
}

/** Findings by file, ready to be shown: sorted, suppressed, and the same array as before where nothing changed. */
import type { Finding } from "../base/finding";
import { compareSites } from "../base/span";
import type { CFiles } from "./cFiles";
import { applySuppressions } from "./suppress";
import type { Settings } from "./settings";

export interface GroupOptions {
  readonly files: Pick<CFiles, "byPath" | "commentedFiles">;
  readonly settings: Settings;
  /** The rule may have more findings than are known yet. */
  isUndecided(rule: string): boolean;
}

export function groupFindings(
  findings: readonly Finding[],
  previous: ReadonlyMap<string, readonly Finding[]>,
  { files: { byPath: cFiles, commentedFiles }, settings, isUndecided }: GroupOptions,
): ReadonlyMap<string, readonly Finding[]> {
  const byPath = new Map<string, Finding[]>();
  for (const finding of distinct(findings)) {
    const list = byPath.get(finding.site.path);
    if (list) list.push(finding);
    else byPath.set(finding.site.path, [finding]);
  }
  for (const path of commentedFiles) if (!byPath.has(path)) byPath.set(path, []);
  const result = new Map<string, readonly Finding[]>();
  for (const [path, list] of byPath) {
    const facts = cFiles.get(path);
    const shown = facts ? applySuppressions(facts, list, { settings, isUndecided }) : list;
    if (shown.length === 0) continue;
    const sorted = [...shown].sort(
      (a, b) => compareSites(a.site, b.site) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    );
    const before = previous.get(path);
    result.set(path, before && JSON.stringify(before) === JSON.stringify(sorted) ? before : sorted);
  }
  return result;
}

/** A function evaluated in two contexts, or a file that links into two libraries, finds the same fault twice. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, site, message }) => {
    const key = [rule, site.path, site.start, site.end, message].join("\0");
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import type { Finding } from "../../../server/src/base/finding";
import { LineMap } from "../../../server/src/base/lineMap";
import { compareSites, type Site } from "../../../server/src/base/span";
import type { Place, Report, ReportedFinding } from "../report";
import type { FolderResult } from "./checkFolder";
import { displayPath } from "./displayPath";

/** Puts the results of all folders together, with lines and columns for offsets and paths relative to `cwd`. */
export function makeReport(results: readonly FolderResult[], cwd: string): Report {
  const findings = results.flatMap((result) => {
    const placeOf = placesIn(result.texts, cwd);
    return result.findings.map((finding) => ({ finding, reported: reportedFinding(finding, placeOf) }));
  });
  findings.sort((a, b) => compareSites(a.finding.site, b.finding.site));
  const sum = (count: (result: FolderResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    findings: findings.map(({ reported }) => reported),
    files: sum(({ statistics, texts }) => statistics?.files ?? sourceFiles(texts)),
    functions: sum(({ statistics }) => statistics?.functions ?? 0),
    holes: {
      files: sum(({ statistics }) => statistics?.filesWithHoles ?? 0),
      functions: sum(({ statistics }) => statistics?.functionsWithHoles ?? 0),
    },
    internalErrors: results
      .flatMap(({ internalErrors }) => internalErrors)
      .map(({ rule, path, message }) => ({ rule, message, path: displayPath(path, cwd) })),
    ...(results.some(({ fixed }) => fixed !== undefined) ? { fixed: sum(({ fixed }) => fixed ?? 0) } : {}),
  };
}

/** C sources and headers, as the statistics count them. */
function sourceFiles(texts: ReadonlyMap<string, string>): number {
  return [...texts.keys()].filter((path) => /\.[ch]$/.test(path)).length;
}

type PlaceOf = (site: Site) => Place;

function placesIn(texts: ReadonlyMap<string, string>, cwd: string): PlaceOf {
  const maps = new Map<string, LineMap>();
  return ({ path, start, end }) => {
    const lines = maps.get(path) ?? new LineMap(texts.get(path) ?? "");
    maps.set(path, lines);
    const from = lines.position(start);
    const to = lines.position(end);
    const lineTexts = { firstLine: lines.line(from.line), lastLine: lines.line(to.line) };
    return { path: displayPath(path, cwd), start: from, end: to, ...lineTexts };
  };
}

function reportedFinding(finding: Finding, placeOf: PlaceOf): ReportedFinding {
  const { rule, severity, message, site, related, fixes, tag } = finding;
  const fix = fixes.find(({ safety }) => safety === "safe") ?? fixes[0];
  return {
    rule,
    severity,
    message,
    place: placeOf(site),
    related: related.map((note) => ({ place: placeOf(note.site), message: note.message })),
    ...(fix === undefined
      ? {}
      : {
          fix: {
            title: fix.title,
            safety: fix.safety,
            edits: fix.edits.map((edit) => ({ place: placeOf(edit), newText: edit.newText })),
          },
        }),
    ...(tag === undefined ? {} : { tag }),
  };
}

import type { Position } from "../../../server/src/base/lineMap";
import type { Place, Report, ReportedFinding, ReportedFix } from "../report";

/** The report as one JSON document. Lines and columns (UTF-16 units) count from 1; no field is ever removed. */
export function formatJson(report: Report): string {
  const { findings, files, functions, holes, internalErrors, fixed } = report;
  const document = {
    findings: findings.map(finding),
    files,
    functions,
    holes,
    internalErrors,
    ...(fixed === undefined ? {} : { fixed }),
  };
  return JSON.stringify(document, undefined, 2) + "\n";
}

function finding({ rule, severity, place, message, related, fix, tag }: ReportedFinding): object {
  return {
    rule,
    severity,
    ...range(place),
    message,
    related: related.map((other) => ({ ...range(other.place), message: other.message })),
    ...(fix === undefined ? {} : { fix: jsonFix(fix) }),
    ...(tag === undefined ? {} : { tag }),
  };
}

function jsonFix({ title, safety, edits }: ReportedFix): object {
  return { title, safety, edits: edits.map(({ place, newText }) => ({ ...range(place), newText })) };
}

function range({ path, start, end }: Place): { path: string; start: Position; end: Position } {
  return { path, start: oneBased(start), end: oneBased(end) };
}

function oneBased({ line, column }: Position): Position {
  return { line: line + 1, column: column + 1 };
}

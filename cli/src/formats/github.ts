import type { Severity } from "../../../server/src/base/finding";
import type { Report, ReportedFinding } from "../report";

/**
 * The report as workflow commands, which GitHub Actions shows beside the changed lines.
 * Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub(report: Report): string {
  return report.findings.map(command).join("");
}

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

function command({ rule, severity, place, message, related }: ReportedFinding): string {
  const properties = {
    file: place.path,
    line: place.start.line + 1,
    endLine: place.end.line + 1,
    col: place.start.column + 1,
    endColumn: place.end.column + 1,
    title: rule,
  };
  const listed = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  const notes = related.map(
    (note) =>
      `${note.place.path}:${note.place.start.line + 1}:${note.place.start.column + 1}: ${note.message}`,
  );
  return `::${commands[severity]} ${listed.join(",")}::${escaped([message, ...notes].join("\n"))}\n`;
}

/** Source: escapeData in packages/core/src/command.ts of github.com/actions/toolkit, main. */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Source: escapeProperty in the same file. */
function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

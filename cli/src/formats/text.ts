import { severities } from "../../../server/src/base/finding";
import type { Report, ReportedFinding } from "../report";
import type { Paint } from "../terminal/paint";
import { placedText, type TextOptions } from "./placedText";

export type { TextOptions };

/** The report for people: each finding with its source lines, and a summary. */
export function formatText(report: Report, options: TextOptions): string {
  const parts = report.findings.map((finding) => findingText(finding, options) + "\n\n");
  return parts.join("") + summary(report, options.paint);
}

function findingText(finding: ReportedFinding, options: TextOptions): string {
  const { rule, fix } = finding;
  const how = fix?.safety === "safe" ? "`--fix` does it" : "look at it before you take it";
  const help = { label: "help", style: "fix" } as const;
  const notes = fix === undefined ? [] : [{ ...help, text: `${fix.title} (${how})` }];
  return placedText({ ...finding, code: rule, notes }, options);
}

function summary({ findings, files, fixed }: Report, paint: Paint): string {
  const counts = severities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const noun = severity === "info" ? `info` : plural(count, severity);
    return count === 0 ? undefined : paint(severity, `${count} ${noun}`);
  });
  const listed = counts.filter((count) => count !== undefined).join(", ");
  const fixedText = fixed === undefined ? "" : `${fixed} ${plural(fixed, "finding")} fixed. `;
  const inFiles = `in ${files} ${plural(files, "file")}`;
  if (listed === "") return `${fixedText}${fixedText === "" ? "No findings" : "None left"} ${inFiles}.\n`;
  const rules = new Set(findings.map(({ rule }) => rule));
  const example = rules.size === 1 ? [...rules][0] : "RULE";
  const safe = findings.filter((finding) => finding.fix?.safety === "safe").length;
  const offer = safe === 0 || fixed !== undefined ? "" : `, ${safe} can be fixed by \`--fix\``;
  return `${fixedText}${listed} ${inFiles}${offer}. \`dynpgext explain ${example}\` tells why.\n`;
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}

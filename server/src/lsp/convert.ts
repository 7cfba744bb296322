import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from "vscode-languageserver/node";
import type { Finding, RelatedPlace, Severity } from "../base/finding";
import type { SettingsProblem } from "../files/settingsFile";
import { rulePageUrl } from "../protocol/rulePage";
import type { Places } from "./places";

export const diagnosticSource = "dynpgext";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<NonNullable<Finding["tag"]>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

export function toDiagnostic(finding: Finding, places: Places): Diagnostic {
  return {
    range: places.range(finding.site),
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: rulePageUrl(finding.rule) },
    source: diagnosticSource,
    message: finding.message,
    ...(finding.tag === undefined ? {} : { tags: [tags[finding.tag]] }),
    ...(finding.related.length === 0
      ? {}
      : { relatedInformation: finding.related.map((related) => toRelatedInformation(related, places)) }),
  };
}

function toRelatedInformation({ site, message }: RelatedPlace, places: Places): DiagnosticRelatedInformation {
  return { location: { uri: places.uri(site.path), range: places.range(site) }, message };
}

/** What is wrong in the project's settings file. Positions are those of `positionOf`, in that file's text. */
export function settingsDiagnostic(
  problem: SettingsProblem,
  positionOf: (offset: number) => Diagnostic["range"]["start"],
): Diagnostic {
  return {
    range: { start: positionOf(problem.span.start), end: positionOf(problem.span.end) },
    severity: DiagnosticSeverity.Error,
    code: problem.code,
    source: diagnosticSource,
    message: problem.message,
  };
}

import { createHash } from "node:crypto";
import type { Severity } from "../../../server/src/base/finding";
import { fingerprint } from "../fingerprint";
import type { Place, Report, ReportedFinding, ReportedFix, RuleDescription } from "../report";

export interface SarifOptions {
  readonly version: string;
  /** The home page of the project. */
  readonly homepage: string;
  readonly rules: readonly RuleDescription[];
  /** The page of a rule. */
  readonly helpUri: (rule: string) => string;
  /** The URI of the current directory, with a final slash. */
  readonly baseUri: string;
}

/** The name under which locations refer to the current directory. */
const baseId = "SRCROOT";

/**
 * The report as SARIF 2.1.0.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(report: Report, options: SarifOptions): string {
  const rules = describedRules(report, options);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const seen = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        name: "dynpgext",
        version: options.version,
        semanticVersion: options.version,
        informationUri: options.homepage,
        rules: rules.map((rule) => reportingDescriptor(rule, options)),
      },
    },
    invocations: [
      {
        executionSuccessful: report.internalErrors.length === 0,
        toolExecutionNotifications: report.internalErrors.map(({ rule, path, message }) => ({
          level: "error",
          message: { text: `${rule}: ${message}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(path, options.baseUri) } }],
        })),
      },
    ],
    originalUriBaseIds: { [baseId]: { uri: options.baseUri } },
    columnKind: "utf16CodeUnits",
    results: report.findings.map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: ruleIndex.get(finding.rule),
      level: levels[finding.severity],
      ...result(finding, options),
      partialFingerprints: { "dynpgextFinding/v1": partialFingerprint(finding, seen) },
    })),
  };
  const schema = "https://json.schemastore.org/sarif-2.1.0.json";
  return JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, undefined, 2) + "\n";
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

/** The rules of the registry, then those that the engine itself reports under. */
function describedRules(report: Report, options: SarifOptions): readonly RuleDescription[] {
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  for (const { rule, severity } of report.findings) {
    if (!rules.has(rule)) rules.set(rule, { id: rule, severity, title: rule, why: "", fix: "" });
  }
  return [...rules.values()];
}

function reportingDescriptor(
  { id, severity, title, why, fix }: RuleDescription,
  options: SarifOptions,
): object {
  const markdown = [why, fix].filter((part) => part.trim() !== "").join("\n\n");
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why.trim() === "" ? title : why.trim() },
    ...(markdown === "" ? {} : { help: { text: markdown, markdown } }),
    helpUri: options.helpUri(id),
    defaultConfiguration: { level: levels[severity] },
  };
}

function result({ message, place, related, fix }: ReportedFinding, { baseUri }: SarifOptions): object {
  return {
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(place, baseUri) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((note, index) => ({
            id: index,
            message: { text: note.message },
            physicalLocation: physicalLocation(note.place, baseUri),
          })),
        }),
    ...(fix === undefined ? {} : { fixes: [sarifFix(fix, baseUri)] }),
  };
}

function sarifFix({ title, edits }: ReportedFix, baseUri: string): object {
  const paths = [...new Set(edits.map(({ place }) => place.path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path, baseUri),
      replacements: edits
        .filter(({ place }) => place.path === path)
        .map(({ place, newText }) => ({ deletedRegion: region(place), insertedContent: { text: newText } })),
    })),
  };
}

function physicalLocation(place: Place, baseUri: string): object {
  return { artifactLocation: artifact(place.path, baseUri), region: region(place) };
}

/** Relative to the base where it lies below it: a relative URI with `..` in it is not allowed beside a base. */
function artifact(path: string, baseUri: string): object {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  if (!path.startsWith("../") && !path.startsWith("/") && !/^[A-Za-z]:\//.test(path)) {
    return { uri: encoded, uriBaseId: baseId };
  }
  return { uri: new URL(encoded.replace(/^([A-Za-z])%3A\//, "/$1:/"), baseUri).href };
}

function region({ start, end }: Place): object {
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  };
}

/** Findings that share a fingerprint are numbered in their order. */
function partialFingerprint({ rule, place, message }: ReportedFinding, seen: Map<string, number>): string {
  const common = fingerprint({ rule, path: place.path, message, line: place.firstLine });
  const count = (seen.get(common) ?? 0) + 1;
  seen.set(common, count);
  return createHash("sha256").update(`${common}#${count}`).digest("hex").slice(0, 32);
}

import { pathToFileURL } from "node:url";
import type { Host } from "../host";
import { homepage, rulePageUrl, version } from "../project";
import type { Report, RuleDescription } from "../report";
import { paintFor, type ColorChoice } from "../terminal/paint";

export const formats = ["text", "json", "sarif", "github"] as const;

export type Format = (typeof formats)[number];

/** Columns where there is no terminal that tells. */
const usualColumns = 140;

/** The report in one of the formats. Only the format that is asked for is loaded. */
export async function formatReport(
  report: Report,
  { format, color }: { readonly format: Format; readonly color: ColorChoice },
  host: Host,
  rules: readonly RuleDescription[],
): Promise<string> {
  switch (format) {
    case "text": {
      const { formatText } = await import("./text");
      const paint = paintFor(color, host.stdout, host.env);
      return formatText(report, { paint, columns: host.stdout.columns ?? usualColumns });
    }
    case "json":
      return (await import("./json")).formatJson(report);
    case "sarif": {
      const { formatSarif } = await import("./sarif");
      const baseUri = pathToFileURL(host.cwd).href.replace(/\/?$/, "/");
      return formatSarif(report, { version, homepage, rules, helpUri: rulePageUrl, baseUri });
    }
    case "github":
      return (await import("./github")).formatGithub(report);
  }
}

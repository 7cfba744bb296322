import { suppressionRules, type RuleDescription } from "../../server/src/engine/suppressionRules";
import { nearestName } from "../../server/src/files/nearestName";
import { rules } from "../../server/src/rules/registry";
import { formatRule } from "./formats/rule";
import { exitCodes, write, type ExitCode, type Host } from "./host";
import { rulePageUrl } from "./project";
import { paintFor, type ColorChoice } from "./terminal/paint";

/** Columns that a text is easy to read in. */
const mostColumns = 100;

/** Prints the page of a rule, or the list of all rules. */
export async function explain(
  id: string | undefined,
  { color }: { readonly color: ColorChoice },
  host: Host,
  known: readonly RuleDescription[] = [...rules, ...suppressionRules],
): Promise<ExitCode> {
  const paint = paintFor(color, host.stdout, host.env);
  if (id === undefined) {
    const width = Math.max(0, ...known.map((rule) => rule.id.length));
    const lines = known.map(
      (rule) =>
        `${paint("strong", rule.id.padEnd(width))}  ${paint(rule.severity, rule.severity.padEnd(7))}  ${rule.title}\n`,
    );
    await write(host.stdout, lines.join(""));
    return exitCodes.clean;
  }
  const rule = known.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const near = nearestName(
      id,
      known.map((candidate) => candidate.id),
    );
    const hint = near === undefined ? "`dynpgext explain` lists them all" : `did you mean \`${near}\`?`;
    await write(host.stderr, `dynpgext: there is no rule \`${id}\`; ${hint}\n`);
    return exitCodes.failed;
  }
  const columns = Math.min(host.stdout.columns ?? mostColumns, mostColumns);
  await write(host.stdout, formatRule(rule, { paint, columns, page: rulePageUrl(rule.id) }));
  return exitCodes.clean;
}

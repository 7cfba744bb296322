/** Takes findings away that a comment of the file suppresses, and reports on the comments themselves. */
import type { Finding, Severity } from "../base/finding";
import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";
import {
  lineStart,
  nextLine,
  readSuppressions,
  type SuppressedRule,
  type Suppression,
} from "./readSuppressions";
import type { GroupOptions } from "./publishable";
import { levelOf, type Settings } from "./settings";

export const unusedRule = "suppression-unused";
export const reasonlessRule = "suppression-reason-missing";

/** How severe they are when the settings do not say. */
export const suppressionSeverities = { [unusedRule]: "warning", [reasonlessRule]: "info" } as const;

/** Removes suppressed findings of one file and adds those about the suppressions themselves. */
export function applySuppressions(
  facts: CFacts,
  findings: readonly Finding[],
  { settings, isUndecided }: Pick<GroupOptions, "settings" | "isUndecided">,
): readonly Finding[] {
  const suppressions = readSuppressions(facts);
  if (suppressions.length === 0) return findings;
  const used = new Set<SuppressedRule>();
  const kept = findings.filter((finding) => {
    const matching = suppressions.flatMap(({ ids, covers }) =>
      covers.start <= finding.site.start && finding.site.start < covers.end
        ? ids.filter(({ rule }) => rule === finding.rule)
        : [],
    );
    // Of a comment before the function and one at the line, both are of use: taking one away changes nothing yet.
    for (const id of matching) used.add(id);
    return matching.length === 0;
  });
  const unusedSeverity = severityOf(unusedRule, settings);
  const reasonlessSeverity = severityOf(reasonlessRule, settings);
  for (const suppression of suppressions) {
    // A rule that is switched off finds nothing, whether its suppressions are right or not.
    const unused = suppression.ids.filter(
      (id) => !used.has(id) && levelOf(settings, id.rule) !== "off" && !isUndecided(id.rule),
    );
    const isUsed = suppression.ids.some((id) => used.has(id));
    if (unusedSeverity && (unused.length > 0 || suppression.ids.length === 0))
      kept.push(...unusedFindings(facts, suppression, unused, unusedSeverity));
    if (reasonlessSeverity && isUsed && suppression.reason === "")
      kept.push(reasonlessFinding(facts, suppression, reasonlessSeverity));
  }
  return kept;
}

/** Undefined when the settings switch the rule off. */
function severityOf(rule: keyof typeof suppressionSeverities, settings: Settings): Severity | undefined {
  const level = levelOf(settings, rule) ?? suppressionSeverities[rule];
  return level === "off" ? undefined : level;
}

/** One finding for a comment of which nothing is used, else one for each id that is not. */
function unusedFindings(
  facts: CFacts,
  suppression: Suppression,
  unused: readonly SuppressedRule[],
  severity: Severity,
): Finding[] {
  const { path, text } = facts;
  const { ids, span } = suppression;
  if (unused.length === ids.length) {
    const names = ids.map(({ rule }) => rule).join(" or ");
    const message =
      names === ""
        ? "The suppression names no rule"
        : `Nothing is suppressed here: there is no finding of ${names}`;
    const title = "Remove the suppression";
    return [unusedFinding(path, span, message, { title, removed: lineOf(text, span) }, severity)];
  }
  return unused.map((id) => {
    const position = ids.indexOf(id);
    const removed =
      position === 0
        ? { start: id.span.start, end: ids[1]!.span.start }
        : { start: ids[position - 1]!.span.end, end: id.span.end };
    const message = `Nothing of ${id.rule} is suppressed here: there is no such finding`;
    const title = `Remove ${id.rule} from the suppression`;
    return unusedFinding(path, id.span, message, { title, removed }, severity);
  });
}

function unusedFinding(
  path: string,
  span: Span,
  message: string,
  fix: { readonly title: string; readonly removed: Span },
  severity: Severity,
): Finding {
  const edit = { path, start: fix.removed.start, end: fix.removed.end, newText: "" };
  return {
    rule: unusedRule,
    severity,
    site: { path, start: span.start, end: span.end },
    message,
    related: [],
    fixes: [{ title: fix.title, safety: "safe", edits: [edit] }],
    tag: "unnecessary",
  };
}

function reasonlessFinding({ path }: CFacts, { span, ids }: Suppression, severity: Severity): Finding {
  const names = ids.map(({ rule }) => rule).join(", ");
  const message = `The suppression of ${names} gives no reason: write \`dynpgext-ignore ${names}: why\``;
  const site = { path, start: span.start, end: span.end };
  return { rule: reasonlessRule, severity, site, message, related: [], fixes: [] };
}

/** The comment with its whole line when nothing else stands there. */
function lineOf(text: string, span: Span): Span {
  const start = lineStart(text, span.start);
  const end = nextLine(text, span.end);
  const isAlone = /^\s*$/u.test(text.slice(start, span.start)) && /^\s*$/u.test(text.slice(span.end, end));
  return isAlone ? { start, end } : span;
}

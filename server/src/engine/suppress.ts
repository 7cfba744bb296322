/**
 * Suppression comments: `dynpgext-ignore rule-id: reason`. One on the line before a statement, or at the end
 * of its line, covers that line; one before a function covers the whole function.
 */
import type { Finding } from "../base/finding";
import type { Span } from "../base/span";
import type { CFacts } from "../facts/cFacts";

export const unusedRule = "suppression-unused";
export const reasonlessRule = "suppression-reason-missing";

interface Suppression {
  readonly span: Span;
  readonly rule: string;
  readonly reason: string;
  /** What it covers. */
  readonly covers: Span;
}

const commentPattern = /^dynpgext-ignore\b\s*([\w-]*)\s*(?::\s*([^]*))?$/u;

/** Removes suppressed findings of one file and adds those about the suppressions themselves. */
export function applySuppressions(facts: CFacts, findings: readonly Finding[]): readonly Finding[] {
  const suppressions = readSuppressions(facts);
  if (suppressions.length === 0) return findings;
  const used = new Set<Suppression>();
  const kept = findings.filter((finding) => {
    const matching = suppressions.find(
      ({ rule, covers }) =>
        rule === finding.rule && covers.start <= finding.site.start && finding.site.start < covers.end,
    );
    if (matching) used.add(matching);
    return !matching;
  });
  for (const suppression of suppressions) {
    if (!used.has(suppression)) kept.push(unusedFinding(facts, suppression));
    else if (suppression.reason === "") kept.push(reasonlessFinding(facts, suppression));
  }
  return kept;
}

function readSuppressions(facts: CFacts): Suppression[] {
  return facts.source.directiveComments.flatMap((comment) => {
    const match = commentPattern.exec(comment.text.trim());
    if (!match || facts.isInactive(comment)) return [];
    return [
      {
        span: comment,
        rule: match[1] ?? "",
        reason: (match[2] ?? "").trim(),
        covers: coverage(facts, comment),
      },
    ];
  });
}

function coverage(facts: CFacts, comment: Span): Span {
  const { text } = facts;
  const lineStart = text.lastIndexOf("\n", comment.start - 1) + 1;
  const standsAlone = /^\s*$/u.test(text.slice(lineStart, comment.start));
  const afterComment = nextLine(text, comment.end);
  if (!standsAlone) return { start: lineStart, end: afterComment };
  let start = afterComment;
  // Further comment lines and blank lines may stand between the comment and what it is about.
  for (;;) {
    const skipped = /^[ \t]*(?:\r?\n|\/\*(?:[^*]|\*(?!\/))*\*\/[ \t]*\r?\n|\/\/[^\n]*\n)/u.exec(
      text.slice(start, start + 2000),
    );
    if (!skipped || skipped[0] === "") break;
    start += skipped[0].length;
  }
  const line: Span = { start, end: nextLine(text, start) };
  const fn = facts.functions.find(({ placed }) => {
    const lead = placed.chunk.text.length - placed.chunk.text.trimStart().length;
    const head = skipLeadingComments(text, placed.start + lead, placed.end);
    return head >= line.start && head < line.end;
  });
  return fn ? { start, end: fn.placed.end } : line;
}

/** The first offset of code in a chunk that begins with comments. */
function skipLeadingComments(text: string, start: number, end: number): number {
  const match = /^(?:\s+|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n)*/u.exec(text.slice(start, end));
  return start + (match?.[0].length ?? 0);
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

function unusedFinding(facts: CFacts, { span, rule }: Suppression): Finding {
  const site = { path: facts.path, start: span.start, end: span.end };
  const message =
    rule === ""
      ? "The suppression names no rule"
      : `Nothing is suppressed here: there is no finding of ${rule}`;
  const fixes = [
    {
      title: "Remove the suppression",
      safety: "safe" as const,
      edits: [{ ...lineOf(facts.text, span), path: facts.path, newText: "" }],
    },
  ];
  return { rule: unusedRule, severity: "warning", site, message, related: [], fixes, tag: "unnecessary" };
}

function reasonlessFinding(facts: CFacts, { span, rule }: Suppression): Finding {
  const site = { path: facts.path, start: span.start, end: span.end };
  const message = `The suppression of ${rule} gives no reason: write \`dynpgext-ignore ${rule}: why\``;
  return { rule: reasonlessRule, severity: "info", site, message, related: [], fixes: [] };
}

/** The comment with its whole line when nothing else stands there. */
function lineOf(text: string, span: Span): Span {
  const start = text.lastIndexOf("\n", span.start - 1) + 1;
  const end = nextLine(text, span.end);
  const isAlone = /^\s*$/u.test(text.slice(start, span.start)) && /^\s*$/u.test(text.slice(span.end, end));
  return isAlone ? { start, end } : span;
}

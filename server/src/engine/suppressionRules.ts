/** What the engine itself reports, about suppression comments: described like the rules, but checked by `suppress.ts`. */
import type { Rule } from "../rules/rule";
import { reasonlessRule, suppressionSeverities, unusedRule } from "./suppress";

/** What a page says about a rule. */
export type RuleDescription = Pick<
  Rule,
  "id" | "severity" | "stage" | "since" | "title" | "sources" | "why" | "fix" | "limits" | "examples"
>;

export const suppressionRules: readonly RuleDescription[] = [
  {
    id: reasonlessRule,
    severity: suppressionSeverities[reasonlessRule],
    stage: "stable",
    since: "0.1.0",
    title: "Suppression comment without a reason",
    sources: [],
    why:
      "Whoever reads the code later must be able to judge whether the finding still may be ignored. The suppression " +
      "works without a reason, but is reported.",
    fix: "Write the reason after a colon: `/* dynpgext-ignore rule-id: why it is right here */`.",
    limits: "Any text after the colon counts as a reason.",
    examples: [],
  },
  {
    id: unusedRule,
    severity: suppressionSeverities[unusedRule],
    stage: "stable",
    since: "0.1.0",
    title: "Suppression comment that suppresses nothing",
    sources: [],
    why:
      "The fault was mended, or moved away from its comment, or the rule's name is misspelt. A comment that is left " +
      "behind would hide the next fault of this kind in its place.",
    fix: "Remove the comment, or put it in the line before the finding; before a function it holds for all of it.",
    limits:
      "Comments in branches that are not compiled for the target version are not looked at, nor are those for rules " +
      "that the settings switch off.",
    examples: [],
  },
];

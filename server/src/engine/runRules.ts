/** Runs rules; a rule that throws loses its own findings only. */
import type { Finding, Severity } from "../base/finding";
import type { Site } from "../base/span";
import type { FunctionView } from "../index/functionView";
import type { LibraryView } from "../index/libraryView";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import type { FunctionRule, LibraryRule, Report, Rule, WorkspaceRule } from "../rules/rule";
import { levelOf, type Settings } from "./settings";
import type { InternalError } from "./workspace";

export interface RuleOutcome {
  readonly findings: readonly Finding[];
  readonly internalErrors: readonly InternalError[];
}

export function runLibraryRules(rules: readonly Rule[], view: LibraryView, settings: Settings): RuleOutcome {
  const applicable = rules.filter((rule): rule is LibraryRule => rule.scope === "library");
  return run(applicable, settings, view.library.directory, (rule, report) => {
    rule.check(view, report);
  });
}

export function runWorkspaceRules(
  rules: readonly Rule[],
  index: WorkspaceIndex,
  settings: Settings,
): RuleOutcome {
  const applicable = rules.filter((rule): rule is WorkspaceRule => rule.scope === "workspace");
  return run(applicable, settings, index.root, (rule, report) => {
    rule.check(index, report);
  });
}

/** The rules about single functions that the settings do not switch off. Without any, no function has to be looked at. */
export function enabledFunctionRules(rules: readonly Rule[], settings: Settings): readonly FunctionRule[] {
  return rules.filter(
    (rule): rule is FunctionRule => rule.scope === "function" && levelOf(settings, rule.id) !== "off",
  );
}

export function runFunctionRules(
  rules: readonly FunctionRule[],
  view: FunctionView,
  settings: Settings,
): RuleOutcome {
  return run(rules, settings, view.fn.path, (rule, report) => {
    rule.check(view, report);
  });
}

function run<R extends Rule>(
  rules: readonly R[],
  settings: Settings,
  path: string,
  check: (rule: R, report: (report: Report) => void) => void,
): RuleOutcome {
  const findings: Finding[] = [];
  const internalErrors: InternalError[] = [];
  for (const rule of rules) {
    const level = levelOf(settings, rule.id);
    if (level === "off") continue;
    const own: Finding[] = [];
    try {
      check(rule, (report) => own.push(toFinding(rule, report, level)));
    } catch (error) {
      internalErrors.push({
        rule: rule.id,
        path,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      continue;
    }
    findings.push(...own);
  }
  return { findings, internalErrors };
}

function toFinding(rule: Rule, report: Report, level: Severity | undefined): Finding {
  return {
    rule: rule.id,
    severity: level ?? report.severity ?? rule.severity,
    site: fixedSite(report.at),
    message: report.message,
    related: (report.related ?? []).map(({ site, message }) => ({ site: fixedSite(site), message })),
    fixes: report.fixes ?? [],
    ...(report.tag ? { tag: report.tag } : {}),
  };
}

/** Where it is now: the site of a rule may go on to move with the function that it stands in. */
function fixedSite({ path, start, end }: Site): Site {
  return { path, start, end };
}

/**
 * What was measured and read before, compared with what comes out now. Pure: data in, data out.
 *
 * A finding is recognised by rule and place, so a reworded message keeps its verdict. Where a source package
 * came in another version and lines moved, the same rule with the same message in the same file is it as well.
 */

/** Verdicts that a reader can give. `unread` is what a new finding gets, and no reader. */
export const verdicts = ["bug", "deliberate", "false"];

/** Most functions that may lie in parse holes, as a share of all. */
export const holeShareBudget = 0.015;

/** The findings of now, each with the verdict and the sentence it got before, or `unread`. */
export function judgeFindings(findings, expected) {
  const open = new Set(expected);
  const take = (matches) => {
    for (const one of open) {
      if (matches(one)) {
        open.delete(one);
        return one;
      }
    }
    return undefined;
  };
  const samePlace = (a, b) =>
    a.rule === b.rule && a.path === b.path && a.line === b.line && a.column === b.column;
  const sameText = (a, b) => a.rule === b.rule && a.path === b.path && a.message === b.message;
  const known = findings.map((finding) => take((one) => samePlace(one, finding)));
  const judged = findings.map((finding, index) => {
    const before = known[index] ?? take((one) => sameText(one, finding));
    return { ...finding, verdict: before?.verdict ?? "unread", why: before?.why ?? "" };
  });
  return { judged, gone: [...open] };
}

/** A finding of the JSON report in the shape in which it is kept. */
export function keptFinding({ rule, severity, path, start, message }) {
  return { rule, severity, path, line: start.line, column: start.column, message };
}

/** Why a corpus does not pass; empty when it does. */
export function faultsOf({ functions, holes, internalErrors, failures, judged, isBudgeted }) {
  const faults = [];
  if (functions === 0) faults.push("no function was checked");
  for (const { workspace, failure } of failures) faults.push(`${workspace}: ${failure}`);
  for (const error of internalErrors) faults.push(`internal error: ${describeError(error)}`);
  const share = functions === 0 ? 0 : holes.functions / functions;
  if (isBudgeted && share > holeShareBudget) {
    faults.push(`${percent(share)} of the functions are in holes, more than ${percent(holeShareBudget)}`);
  }
  for (const finding of judged.filter(({ severity }) => severity === "error" || severity === "warning")) {
    if (finding.verdict === "false") faults.push(`known false alarm: ${describeFinding(finding)}`);
    else if (!verdicts.includes(finding.verdict)) faults.push(`unread: ${describeFinding(finding)}`);
    else if (finding.why.trim() === "") faults.push(`verdict without a reason: ${describeFinding(finding)}`);
  }
  return faults;
}

export function describeFinding({ path, line, column, severity, rule, message }) {
  return `${path}:${line}:${column} ${severity} ${rule}: ${message}`;
}

export function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}

function describeError(error) {
  return typeof error === "string"
    ? error
    : [error.rule, error.path, error.message].filter(Boolean).join(" ");
}

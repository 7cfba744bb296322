/** Prints what one corpus gave, with what it gave before. */
import { holeShareBudget, percent, verdicts } from "./expectations.mjs";

const workspacesShown = 5;
const faultsShown = 50;

/** `before` has the figures of the expectations, `expectedFindings` their number of findings; undefined when there are none. */
export function printOutcome({ corpus, outcome, judged, gone, faults, before, expectedFindings }) {
  const {
    files,
    functions,
    holes,
    holesUnlearned,
    internalErrors,
    failures,
    timeMs,
    peakMemoryBytes,
    perWorkspace,
  } = outcome;
  const share = functions === 0 ? 0 : holes.functions / functions;
  const budget = corpus.name === "src" ? "no budget" : `budget ${percent(holeShareBudget)}`;
  console.log(`\n== ${corpus.name}`);
  console.log(`files            ${files}${was(files, before?.files)}`);
  console.log(`functions        ${functions}${was(functions, before?.functions)}`);
  console.log(
    `in holes         ${holes.functions} functions${was(holes.functions, before?.holes.functions)} in ${holes.files} files: ${percent(share)} (${budget})`,
  );
  console.log(
    `  learning none  ${holesUnlearned.functions} functions${was(holesUnlearned.functions, before?.holesUnlearned?.functions)} in ${holesUnlearned.files} files: ${percent(functions === 0 ? 0 : holesUnlearned.functions / functions)} when the project's own macros teach nothing`,
  );
  const worst = perWorkspace.filter(({ inHoles }) => inHoles > 0).sort((a, b) => b.inHoles - a.inHoles);
  for (const { workspace, functions: all, inHoles } of worst.slice(0, workspacesShown)) {
    console.log(`                 ${workspace}: ${inHoles} of ${all}`);
  }
  console.log(`internal errors  ${internalErrors.length}, crashes ${failures.length}`);
  console.log(
    `time             ${(timeMs / 1000).toFixed(1)} s, peak memory ${Math.round(peakMemoryBytes / 1e6)} MB`,
  );
  console.log(`findings         ${judged.length}${was(judged.length, expectedFindings)}`);
  for (const line of perRule(judged)) console.log(`                 ${line}`);
  for (const { path, line, rule } of gone) console.log(`no longer found  ${path}:${line} ${rule}`);
  for (const fault of faults.slice(0, faultsShown)) console.log(`FAULT ${fault}`);
  if (faults.length > faultsShown) console.log(`FAULT … and ${faults.length - faultsShown} more`);
}

function perRule(judged) {
  return [...groupByRule(judged)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([rule, findings]) => {
      const counts = [...verdicts, "unread"].map((verdict) => [
        verdict,
        findings.filter((one) => one.verdict === verdict).length,
      ]);
      return `${rule}: ${counts
        .filter(([, count]) => count > 0)
        .map(([verdict, count]) => `${count} ${verdict}`)
        .join(", ")}`;
    });
}

function groupByRule(judged) {
  const groups = new Map();
  for (const finding of judged) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  return groups;
}

function was(now, before) {
  return before === undefined || before === now ? "" : ` (was ${before})`;
}

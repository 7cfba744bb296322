/** What the region analysis knows of the corpora. */
import path from "node:path";
import { require as requireTypeScript } from "tsx/cjs/api";

/** Share of the calls whose effect must be known, and of the functions that must be analysed to their end. */
const wantedKnown = 0.85;
const wantedComplete = 0.995;

/** Prints both shares for each corpus and returns the number of faults. */
export async function checkRegionKnowledge(corpora) {
  const { countRegionKnowledge } = requireTypeScript("./regionKnowledge.ts", import.meta.url);
  const all = { functions: 0, analysed: 0, givenUp: 0, calls: 0, known: 0 };
  for (const { name, root, workspaces } of corpora) {
    const sum = { functions: 0, analysed: 0, givenUp: 0, calls: 0, known: 0 };
    const unknown = new Map();
    const unfinished = [];
    for (const workspace of workspaces) {
      const counts = await countRegionKnowledge(path.join(root, workspace));
      for (const key of ["functions", "analysed", "calls", "known"]) sum[key] += counts[key];
      sum.givenUp += counts.givenUp.length;
      unfinished.push(...counts.givenUp.map((one) => `${workspace}/${one}`));
      for (const [called, count] of counts.unknown) unknown.set(called, (unknown.get(called) ?? 0) + count);
    }
    for (const key of Object.keys(all)) all[key] += sum[key];
    console.log(`\nmemory regions, ${name}: ${describe(sum)}`);
    const most = [...unknown].sort((a, b) => b[1] - a[1]).slice(0, 12);
    console.log(
      `  most frequent unknown calls: ${most.map(([called, count]) => `${called} ${count}`).join(", ")}`,
    );
    if (unfinished.length > 0)
      console.log(`  given up: ${unfinished.slice(0, 12).join(", ")}${unfinished.length > 12 ? ", …" : ""}`);
  }
  if (all.functions === 0) return 0;
  console.log(`\nmemory regions, all corpora: ${describe(all)}`);
  const faults = [
    ...(all.known / all.calls < wantedKnown
      ? [`fewer than ${wantedKnown * 100} % of the calls are known`]
      : []),
    ...(1 - all.givenUp / all.functions < wantedComplete
      ? [`fewer than ${wantedComplete * 100} % of the functions are analysed to their end`]
      : []),
  ];
  for (const fault of faults) console.log(`  FAULT: ${fault}`);
  return faults.length;
}

function describe({ functions, analysed, givenUp, calls, known }) {
  const share = (part, of) => `${((100 * part) / of).toFixed(2)} %`;
  return (
    `${share(known, calls)} of ${calls} calls known; ` +
    `${share(functions - givenUp, functions)} of ${functions} functions analysed to their end ` +
    `(${analysed} concern regions, ${givenUp} given up: ${share(analysed - givenUp, analysed)} of these)`
  );
}

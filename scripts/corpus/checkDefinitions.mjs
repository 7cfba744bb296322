/** "Go to definition" from SQL to C over the corpora. */
import path from "node:path";
import { require as requireTypeScript } from "tsx/cjs/api";

/** Share of the functions whose symbol is in the package that must be found. */
const wantedShare = 0.95;

/** Prints the share over the corpora and the reasons for the rest; returns the number of faults. */
export async function checkDefinitions(corpora) {
  const { countSqlDefinitions } = requireTypeScript("./sqlDefinitions.ts", import.meta.url);
  let present = 0;
  let found = 0;
  let declared = 0;
  const missed = new Map();
  for (const { root, workspaces } of corpora) {
    for (const workspace of workspaces) {
      const counts = await countSqlDefinitions(path.join(root, workspace));
      declared += counts.declared;
      present += counts.present;
      found += counts.found;
      for (const [reason, list] of counts.missed)
        missed.set(reason, [...(missed.get(reason) ?? []), ...list.map((one) => `${workspace}/${one}`)]);
    }
  }
  if (present === 0) return 0;
  const share = found / present;
  console.log(
    `\nfrom SQL to C: ${found} of ${present} functions whose symbol is in the package (${(share * 100).toFixed(1)} %; ${declared} declared)`,
  );
  for (const [reason, list] of missed)
    console.log(`  ${list.length} ${reason}: ${list.slice(0, 3).join(", ")}${list.length > 3 ? ", …" : ""}`);
  if (share >= wantedShare) return 0;
  console.log(`  FAULT: less than ${wantedShare * 100} %`);
  return 1;
}

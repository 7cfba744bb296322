import { coverageSummary, type Covered } from "../../../devpg/src/interpret/tests/coverageSummary";
import type { FileCoverage } from "../../../devpg/src/plan/tests/testRun";
import { displayPath } from "../check/displayPath";
import type { DevText } from "../dev/devText";
import { textTable } from "../dev/textTable";

/** How much of each source was executed, and which functions were not. */
export function coverageText(files: readonly FileCoverage[], { paint, cwd }: DevText): string {
  const row = (name: string, some: readonly FileCoverage[]): string[] => {
    const { lines, functions, branches } = coverageSummary(some);
    return [name, percent(lines), percent(functions), percent(branches), missedFunctions(some)];
  };
  const rows = files.map((file) => row(displayPath(file.path, cwd), [file]));
  const all = files.length > 1 ? [row("all", files).slice(0, 4)] : [];
  return `\n${paint("strong", "Coverage")}\n${textTable([["", "lines", "functions", "branches", "never called"], ...rows, ...all])}`;
}

/** `87.5 % (7/8)`. */
function percent({ covered, total }: Covered): string {
  return total === 0 ? "" : `${((100 * covered) / total).toFixed(1)} % (${covered}/${total})`;
}

function missedFunctions(files: readonly FileCoverage[]): string {
  const names = files.flatMap(({ functions }) =>
    functions.flatMap(({ name, count }) => (count === 0 ? [name] : [])),
  );
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

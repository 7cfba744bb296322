import type { FileCoverage } from "../../plan/tests/testRun";

/** How much of something was executed. */
export interface Covered {
  readonly covered: number;
  readonly total: number;
}

export interface CoverageSummary {
  readonly lines: Covered;
  readonly functions: Covered;
  readonly branches: Covered;
}

export function coverageSummary(files: readonly FileCoverage[]): CoverageSummary {
  const lines = files.flatMap((file) => file.lines);
  const branches = lines.flatMap((line) => line.branches);
  return {
    lines: covered(lines.map(({ count }) => count)),
    functions: covered(files.flatMap((file) => file.functions).map(({ count }) => count)),
    branches: covered(branches),
  };
}

function covered(counts: readonly number[]): Covered {
  return { covered: counts.filter((count) => count > 0).length, total: counts.length };
}

/** The trace file of lcov, which most tools read. Source: manual page geninfo(1) of LCOV 1.16, "FILES". */
export function lcovText(files: readonly FileCoverage[]): string {
  return files.map(lcovRecord).join("");
}

function lcovRecord(file: FileCoverage): string {
  const { functions, lines, branches } = coverageSummary([file]);
  return [
    "TN:",
    `SF:${file.path}`,
    ...file.functions.map(({ name, line }) => `FN:${line + 1},${name}`),
    ...file.functions.map(({ name, count }) => `FNDA:${count},${name}`),
    `FNF:${functions.total}`,
    `FNH:${functions.covered}`,
    ...file.lines.flatMap(({ line, count, branches: ways }) =>
      ways.map((taken, way) => `BRDA:${line + 1},0,${way},${count === 0 ? "-" : taken}`),
    ),
    `BRF:${branches.total}`,
    `BRH:${branches.covered}`,
    ...file.lines.map(({ line, count }) => `DA:${line + 1},${count}`),
    `LF:${lines.total}`,
    `LH:${lines.covered}`,
    "end_of_record\n",
  ].join("\n");
}

import {
  BranchCoverage,
  DeclarationCoverage,
  FileCoverage,
  Position,
  Range,
  StatementCoverage,
  Uri,
  type FileCoverageDetail,
  type TestRun,
} from "vscode";
import type { FileCoverage as Counted } from "../../../devpg/src/plan/tests/testRun";

const details = new WeakMap<FileCoverage, readonly FileCoverageDetail[]>();

/** Shows what was executed in VS Code's coverage view and beside the lines. */
export function addCoverage(run: TestRun, files: readonly Counted[]): void {
  for (const file of files) {
    const found = detailsOf(file);
    const coverage = FileCoverage.fromDetails(Uri.file(file.path), found);
    details.set(coverage, found);
    run.addCoverage(coverage);
  }
}

/** For `TestRunProfile.loadDetailedCoverage`. */
export function detailsOfCoverage(coverage: FileCoverage): FileCoverageDetail[] {
  return [...(details.get(coverage) ?? [])];
}

/** gcov counts lines; a line is taken for a statement. */
function detailsOf({ lines, functions }: Counted): FileCoverageDetail[] {
  return [
    ...functions.map(
      ({ name, line, endLine, count }) =>
        new DeclarationCoverage(name, count, new Range(line, 0, Math.max(line, endLine), 1)),
    ),
    ...lines.map(({ line, count, branches }) => {
      const at = new Position(line, 0);
      return new StatementCoverage(
        count,
        at,
        branches.map((taken) => new BranchCoverage(taken, at)),
      );
    }),
  ];
}

import type { DevResult, LoadReport } from "../../../devpg/src/host/devPostgres";
import type { SourceDiagnostic } from "../../../devpg/src/interpret/sourceDiagnostic";

/** What a load, good or bad, says about the sources. Reports of the loader are kept apart: more of them may follow. */
export function loadDiagnostics(loaded: DevResult<LoadReport>): readonly SourceDiagnostic[] {
  const all = loaded.ok ? loaded.value.build.diagnostics : (loaded.problem.diagnostics ?? []);
  return all.filter(({ source }) => source !== "loader");
}

import { isGood, type TestReport } from "../../../devpg/src/plan/tests/testRun";
import { displayPath } from "../check/displayPath";
import type { DevCall, DevSession } from "../dev/devSession";
import { exitCodes, type ExitCode } from "../host";

/** Makes what the failed tests gave what is expected of them; that of a crash is not. */
export async function acceptResults(
  { parts, host }: DevCall,
  { devPostgres, explain, tell }: DevSession,
  { results }: TestReport,
): Promise<ExitCode> {
  let isClean = true;
  for (const { id, outcome, actualFile, isPreparation } of results.filter((result) => !isGood(result))) {
    if (outcome !== "failed" || actualFile === undefined || isPreparation) {
      isClean = false;
      continue;
    }
    const accepted = await parts.tests.accept(devPostgres.options, { id });
    if (!accepted.ok) return explain(accepted.problem);
    tell(`accepted: ${displayPath(accepted.value, host.cwd)}\n`);
  }
  return isClean ? exitCodes.clean : exitCodes.findings;
}

import type { CommandPlan } from "../plan/commandPlan";
import type { DevResult } from "./devPostgres";
import { outputTail } from "./outputTail";
import { problem } from "./problem";
import { runProcess, type ProcessOptions, type ProcessOutcome } from "./runProcess";

/**
 * `runProcess` where only exit code 0 is a value; anything else fails with `disk-full`, or with `code`, what failed and
 * its last output.
 */
export async function runToSuccess(
  plan: CommandPlan,
  options: ProcessOptions & { readonly code: string; readonly action?: string },
): Promise<DevResult<ProcessOutcome>> {
  const outcome = await runProcess(plan, options);
  if (!outcome.ok || outcome.value.exitCode === 0) return outcome;
  const { exitCode, endedBy, output } = outcome.value;
  const how =
    exitCode === null ? `was ended by ${endedBy ?? "a signal"}` : `failed with exit code ${exitCode}`;
  const lines = outputTail(output);
  if (/No space left on device|Disk quota exceeded/.test(output))
    return problem("disk-full", `\`${plan.argv.join(" ")}\` ${how}: there is no space left on the disk`, {
      action: "Free some space, or set DYNPGEXT_HOME to a folder on another disk",
      output: lines,
    });
  const last = lines.at(-1);
  return problem(
    options.code,
    `\`${plan.argv.join(" ")}\` ${how}${last === undefined ? "" : `: ${last.trim()}`}`,
    {
      output: lines,
      ...(options.action === undefined ? {} : { action: options.action }),
    },
  );
}

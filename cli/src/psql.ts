import { exitCodes, type ExitCode } from "./host";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import type { CommandPlan } from "../../devpg/src/plan/commandPlan";

/** Opens psql on the dev database with further arguments; the exit code is its own. The server is started if need be. */
export async function psql(call: DevCall, args: readonly string[]): Promise<ExitCode> {
  let plan: CommandPlan | undefined;
  const code = await withDevPostgres(call, async ({ devPostgres, run, explain, progress }) => {
    const status = await devPostgres.status();
    if (!status.ok) return explain(status.problem);
    if (status.value.state !== "running") {
      const started = await devPostgres.start(run);
      if (!started.ok) return explain(started.problem);
    }
    const planned = await devPostgres.psql(null);
    if (!planned.ok) return explain(planned.problem);
    progress.end("done");
    const [program, ...others] = planned.value.argv;
    plan = { ...planned.value, argv: [program, ...others, ...args] };
    return exitCodes.clean;
  });
  if (plan === undefined) return code;
  const opened = plan;
  const ended = await call.host.handOver(() => call.parts.runInteractive(opened));
  if (ended.ok) return ended.value;
  return withDevPostgres(call, ({ explain }) => explain(ended.problem));
}

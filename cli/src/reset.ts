import { confirmed } from "./dev/confirmed";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import { exitCodes, type ExitCode } from "./host";

/** Drops and creates the dev database, after asking. */
export function reset(call: DevCall, options: { readonly yes?: true }): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, run, explain, progress, print }) => {
    const { database } = devPostgres.options;
    const refusal = await confirmed(`Drop database ${database} with everything in it?`, options, call.host);
    if (refusal !== undefined) return refusal;
    const done = await devPostgres.resetDatabase(run);
    if (!done.ok) return explain(done.problem);
    progress.end("done");
    if (call.options.quiet !== true) await print(`Database ${database} is new and empty.\n`);
    return exitCodes.clean;
  });
}

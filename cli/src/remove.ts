import { confirmed } from "./dev/confirmed";
import { withDevPostgres, type DevCall } from "./dev/devSession";
import { exitCodes, type ExitCode } from "./host";

/** Stops the server and removes everything that belongs to it, after asking. */
export function remove(call: DevCall, options: { readonly yes?: true }): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, run, explain, progress, print }) => {
    const found = await devPostgres.status();
    if (!found.ok) return explain(found.problem);
    const { root } = found.value.layout;
    const question = `Stop the server and remove ${root} with all databases in it?`;
    const refusal = await confirmed(question, options, call.host);
    if (refusal !== undefined) return refusal;
    const done = await devPostgres.remove(run);
    if (!done.ok) return explain(done.problem);
    progress.end("done");
    if (call.options.quiet !== true) await print(`Removed ${root}.\n`);
    return exitCodes.clean;
  });
}

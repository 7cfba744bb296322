import { withDevPostgres, type DevCall } from "./dev/devSession";
import { jsonLine } from "./dev/jsonLine";
import { loadRemarks, loadText } from "./dev/loadText";
import { exitCodes, type ExitCode } from "./host";

/** Builds, installs, starts what is needed and creates or updates the extension; says what that brought about. */
export function load(call: DevCall): Promise<ExitCode> {
  return withDevPostgres(call, async (session) => {
    const { devPostgres, existing, run, explain, progress, tell, print } = session;
    const loaded = await devPostgres.load(existing, run);
    if (!loaded.ok) return explain(loaded.problem);
    progress.end("done");
    tell(await loadRemarks(loaded.value, session.stderrText));
    if (call.options.json === true) await print(jsonLine(loaded.value));
    else if (call.options.quiet !== true) await print(loadText(loaded.value, session.stdoutText));
    return exitCodes.clean;
  });
}

import type { DevPostgres, DevResult, Run, ServerStatus } from "../../../devpg/src/host/devPostgres";
import { exitCodes, type ExitCode } from "../host";
import { withDevPostgres, type DevCall } from "./devSession";
import { statusJson, statusText } from "./statusText";

/** Does something to the server and says how it stands afterwards. */
export function changeServer(
  call: DevCall,
  change: (devPostgres: DevPostgres, run: Run) => Promise<DevResult<ServerStatus>>,
): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, run, explain, progress, print, stdoutText }) => {
    const changed = await change(devPostgres, run);
    if (!changed.ok) return explain(changed.problem);
    progress.end("done");
    const { database } = devPostgres.options;
    if (call.options.json === true) await print(statusJson(changed.value, database));
    else if (call.options.quiet !== true) await print(statusText(changed.value, database, stdoutText));
    return exitCodes.clean;
  });
}

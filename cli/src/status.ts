import { withDevPostgres, type DevCall } from "./dev/devSession";
import { statusJson, statusText } from "./dev/statusText";
import { exitCodes, type ExitCode } from "./host";

/** Says how the dev Postgres stands; exit code 3 when it does not run. */
export function status(call: DevCall): Promise<ExitCode> {
  return withDevPostgres(call, async ({ devPostgres, explain, print, stdoutText }) => {
    const found = await devPostgres.status();
    if (!found.ok) return explain(found.problem);
    const { database } = devPostgres.options;
    if (call.options.json === true) await print(statusJson(found.value, database));
    else if (call.options.quiet !== true) await print(statusText(found.value, database, stdoutText));
    return found.value.state === "running" ? exitCodes.clean : exitCodes.notRunning;
  });
}

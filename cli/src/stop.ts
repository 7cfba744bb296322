import { changeServer } from "./dev/changeServer";
import type { DevCall } from "./dev/devSession";
import type { ExitCode } from "./host";

/** Stops the dev Postgres; one that does not run is stopped. */
export function stop(call: DevCall): Promise<ExitCode> {
  return changeServer(call, (devPostgres, run) => devPostgres.stop(run));
}

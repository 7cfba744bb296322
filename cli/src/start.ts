import { changeServer } from "./dev/changeServer";
import type { DevCall } from "./dev/devSession";
import type { ExitCode } from "./host";

/** Starts the dev Postgres, or finds it running. */
export function start(call: DevCall): Promise<ExitCode> {
  return changeServer(call, (devPostgres, run) => devPostgres.start(run));
}

import { changeServer } from "./dev/changeServer";
import type { DevCall } from "./dev/devSession";
import type { ExitCode } from "./host";

export function restart(call: DevCall): Promise<ExitCode> {
  return changeServer(call, (devPostgres, run) => devPostgres.restart(run));
}

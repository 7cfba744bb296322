import type { DevProblem } from "../../../devpg/src/host/devPostgres";

/** Why nothing is built or run in a folder that the user does not trust. */
export const untrusted: DevProblem = {
  code: "workspace-untrusted",
  message: "The dev Postgres builds and runs the code of this folder, which you have not trusted",
  action: "Trust the workspace to use it; problems in the sources are shown all the same",
};

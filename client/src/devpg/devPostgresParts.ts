import type { OutputChannel } from "vscode";
import type { DevDiagnostics } from "./devDiagnostics";
import type { DevFolders } from "./devFolders";
import type { LoaderEvents } from "./loaderEvents";
import type { ServerLog } from "../views/serverLog";

/** What the commands of the dev Postgres share. */
export interface DevPostgresParts {
  readonly folders: DevFolders;
  /** Shows each command line as run, and how operations ended. */
  readonly output: OutputChannel;
  readonly diagnostics: DevDiagnostics;
  readonly events: LoaderEvents;
  readonly log: ServerLog;
}

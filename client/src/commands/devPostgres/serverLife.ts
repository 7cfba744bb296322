import { window } from "vscode";
import type { ServerStatus } from "../../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withProgress } from "../../devpg/withProgress";

/** What can be done with a server, and how it is called while it is done. */
const titles = {
  start: "Starting PostgreSQL",
  stop: "Stopping PostgreSQL",
  restart: "Restarting PostgreSQL",
} as const;

/** Starts, stops or restarts the dev Postgres of a folder. */
export async function serverLife(
  parts: DevPostgresParts,
  dev: DevFolder,
  action: keyof typeof titles,
): Promise<void> {
  const status = await withProgress(parts, dev, titles[action], ({ postgres }, run) => postgres[action](run));
  if (status !== undefined) window.setStatusBarMessage(`$(check) ${statusMessage(status)}`, 5000);
}

function statusMessage({ state, installation, pid }: ServerStatus): string {
  return state === "running"
    ? `PostgreSQL ${installation.major} runs${pid === undefined ? "" : ` (process ${pid})`}`
    : `PostgreSQL ${installation.major} is ${state}`;
}

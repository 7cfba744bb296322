import { window, type DebugConfiguration } from "vscode";
import type { DevFolder } from "../devpg/devFolder";
import { isRunning } from "../devpg/folderState";

const type = "dynpgext";

/** What can be debugged now: for the list of the debug view, for F5, and for a new `launch.json`. */
export async function proposedConfigurations(dev: DevFolder | undefined): Promise<DebugConfiguration[]> {
  return [
    ...(window.activeTextEditor?.document.languageId === "sql"
      ? [{ type, request: "launch", name: "Debug this SQL script", sqlFile: "${file}" }]
      : []),
    { type, request: "launch", name: "Debug SQL…", sql: "${command:askSql}" },
    { type, request: "attach", name: "Attach to a backend…", processId: "${command:pickBackend}" },
    ...(await workerConfigurations(dev)),
  ];
}

async function workerConfigurations(dev: DevFolder | undefined): Promise<DebugConfiguration[]> {
  if (dev === undefined || !isRunning(dev.state)) return [];
  const workers = await dev.ask((postgres) => postgres.workers());
  if (!workers.ok) return [];
  const names = [...new Set(workers.value.map(({ name }) => name))];
  return names.flatMap((worker) => [
    { type, request: "attach", name: `Attach to worker ${worker}`, worker },
    { type, request: "attach", name: `Debug the start-up of worker ${worker}`, worker, atStart: true },
  ]);
}

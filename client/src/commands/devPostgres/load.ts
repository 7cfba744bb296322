import { commands, window, workspace } from "vscode";
import type { LoadReport } from "../../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { loadDiagnostics } from "../../devpg/loadDiagnostics";
import { loadMessage } from "../../devpg/loadMessage";
import { withProgress } from "../../devpg/withProgress";
import { commandIds } from "./commandIds";

/** Builds, installs and creates the extension in the dev database, and says what it allocated and started. */
export async function load(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const report = await loadQuietly(parts, dev);
  if (report !== undefined) await showLoaded(report);
}

/** The same without the message; undefined when it failed, which is shown. */
export async function loadQuietly(parts: DevPostgresParts, dev: DevFolder): Promise<LoadReport | undefined> {
  await workspace.saveAll();
  const began = new Date();
  const report = await withProgress(parts, dev, "Building and loading", async (opened, run) => {
    const loaded = await opened.postgres.load(opened.existing, run);
    if (loaded.ok || loaded.problem.code !== "cancelled")
      parts.diagnostics.ended(dev, { operation: "load", diagnostics: loadDiagnostics(loaded) });
    return loaded;
  });
  if (report === undefined) return undefined;
  parts.events.loaded(dev, report, began);
  const shown = { ...report, events: parts.events.of(dev) };
  for (const notice of report.notices)
    if (notice.severity !== "DEBUG") parts.output.appendLine(`${notice.severity}: ${notice.message}`);
  parts.output.appendLine(`${loadMessage(shown)}\n`);
  return shown;
}

async function showLoaded(report: LoadReport): Promise<void> {
  const actions: Record<string, string> = {
    "Open psql": commandIds.psql,
    "Show Log": commandIds.showServerLog,
    "Show Dev Postgres": "dynpgext.devPostgres.focus",
  };
  const hasMisuse = report.events.some(({ severity }) => severity === "error" || severity === "warning");
  const show = hasMisuse ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await show(loadMessage(report), ...Object.keys(actions));
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) await commands.executeCommand(command);
}

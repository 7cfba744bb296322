import { commands, window, workspace } from "vscode";
import type { BuildReport } from "../../../../devpg/src/host/devPostgres";
import { counted } from "../../devpg/loadMessage";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withProgress } from "../../devpg/withProgress";

/** Compiles the extension of a folder; what the compiler says becomes diagnostics. */
export async function build(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  await workspace.saveAll();
  const report = await withProgress(parts, dev, "Building", async ({ postgres }, run) => {
    const built = await postgres.build(run);
    const diagnostics = built.ok ? built.value.diagnostics : (built.problem.diagnostics ?? []);
    if (built.ok || built.problem.code !== "cancelled")
      parts.diagnostics.ended(dev, { operation: "build", diagnostics });
    return built;
  });
  if (report !== undefined) await showBuilt(parts, report);
}

async function showBuilt({ output }: DevPostgresParts, report: BuildReport): Promise<void> {
  const { upToDate, diagnostics, libraries, durationMs } = report;
  const names = libraries.map((path) => path.slice(path.lastIndexOf("/") + 1)).join(", ");
  const message = upToDate
    ? `${names === "" ? "Everything" : names} is up to date.`
    : `${names === "" ? "The extension" : names} built in ${(durationMs / 1000).toFixed(1)} s.`;
  if (diagnostics.length === 0) {
    window.setStatusBarMessage(`$(check) Dynpgext: ${message}`, 8000);
    return;
  }
  const actions = ["Show Problems", "Show Output"] as const;
  const found = `${message} ${counted(diagnostics.length, "warning")}.`;
  const chosen = await window.showWarningMessage(found, ...actions);
  if (chosen === "Show Problems") await commands.executeCommand("workbench.actions.view.problems");
  else if (chosen === "Show Output") output.show(true);
}

import { window } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withProgress } from "../../devpg/withProgress";

/** Drops the dev database and makes it again, empty, when the user agrees. */
export async function resetDatabase(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const database = dev.state.kind === "known" ? `database “${dev.state.database}”` : "dev database";
  const answer = await window.showWarningMessage(
    `Drop the ${database} of ${dev.name} and make it again?`,
    { modal: true, detail: "All its tables and extensions are lost. Open connections are ended." },
    "Reset",
  );
  if (answer !== "Reset") return;
  const status = await withProgress(parts, dev, "Resetting the dev database", ({ postgres }, run) =>
    postgres.resetDatabase(run),
  );
  if (status !== undefined) window.setStatusBarMessage("$(check) The dev database is empty", 5000);
}

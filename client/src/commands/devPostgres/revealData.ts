import { existsSync } from "node:fs";
import { commands, env, Uri, window } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { withAnswer } from "../../devpg/withProgress";

/** Shows the folder of the cluster in the file manager; where there is none, says its path. */
export async function revealData(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const status = await withAnswer(parts, dev, (postgres) => postgres.status());
  if (status === undefined) return;
  const { data } = status.layout;
  if (!existsSync(data)) {
    void window.showInformationMessage(`There is no data directory yet. The first load makes it: ${data}`);
    return;
  }
  try {
    await commands.executeCommand("revealFileInOS", Uri.file(data));
  } catch {
    // A window on another machine, or in a browser, has no file manager.
    const chosen = await window.showInformationMessage(`The data directory is ${data}`, "Copy Path");
    if (chosen !== undefined) await env.clipboard.writeText(data);
  }
}

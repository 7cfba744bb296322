import { window } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { loadMessage } from "../../devpg/loadMessage";
import { loadQuietly } from "./load";
import { openPsql } from "./openPsql";

/** Builds and loads, then opens psql. */
export async function run(parts: DevPostgresParts, dev: DevFolder): Promise<void> {
  const report = await loadQuietly(parts, dev);
  if (report === undefined) return;
  window.setStatusBarMessage(`$(check) ${loadMessage(report)}`, 8000);
  await openPsql(parts, dev, null);
}

import { ProgressLocation, window } from "vscode";
import type { DevPostgres, DevResult, Run } from "../../../devpg/src/host/devPostgres";
import type { DevFolder } from "./devFolder";
import type { DevPostgresParts } from "./devPostgresParts";
import type { OpenDevPostgres } from "./openDevPostgres";
import { outputWatcher, writeProblem } from "./outputWatcher";
import { showProblem } from "./showProblem";

/**
 * Does something with a dev Postgres, with a progress notification that can cancel it and everything written to the
 * output channel. A failure is shown and gives undefined.
 */
export async function withProgress<T>(
  parts: DevPostgresParts,
  dev: DevFolder,
  title: string,
  body: (dev: OpenDevPostgres, run: Run) => Promise<DevResult<T>>,
): Promise<T | undefined> {
  const { output } = parts;
  output.appendLine(`--- ${title}: ${dev.folder.uri.fsPath} (${new Date().toLocaleTimeString()})`);
  const startedMs = performance.now();
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const outcome = await window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const watcher = outputWatcher(output, (message) => progress.report({ message }));
    return dev.operate({ title, run: { signal: abort.signal, watcher }, body });
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  if (outcome.ok) {
    output.appendLine(`--- done in ${seconds} s\n`);
    return outcome.value;
  }
  writeProblem(output, outcome.problem);
  void showProblem(parts, dev, outcome.problem);
  return undefined;
}

/** Asks a dev Postgres something quick; a failure is shown and gives undefined. */
export async function withAnswer<T>(
  parts: DevPostgresParts,
  dev: DevFolder,
  question: (postgres: DevPostgres) => Promise<DevResult<T>>,
): Promise<T | undefined> {
  const answer = await dev.ask(question);
  if (answer.ok) return answer.value;
  writeProblem(parts.output, answer.problem);
  void showProblem(parts, dev, answer.problem);
  return undefined;
}

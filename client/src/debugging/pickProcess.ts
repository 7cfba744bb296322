import { window, type QuickPickItem } from "vscode";
import type { Worker } from "../../../devpg/src/host/devPostgres";
import type { DevFolder } from "../devpg/devFolder";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { withAnswer } from "../devpg/withProgress";
import { backendItem } from "./backendItems";

/** Asks which process of the server is meant; undefined when none, or when the server does not answer, which is shown. */
export async function pickBackend(parts: DevPostgresParts, dev: DevFolder): Promise<number | undefined> {
  const { listBackends } = await import("../../../devpg/src/host/debug/listBackends");
  const backends = await withAnswer(parts, dev, listBackends);
  if (backends === undefined) return undefined;
  const items: (QuickPickItem & { readonly pid: number })[] = backends
    .filter(({ application }) => application?.startsWith("dynpgext") !== true)
    .map(backendItem);
  const options = {
    title: `Attach to a process of ${dev.name}`,
    placeHolder: "Process, kind, database, application, state, age, statement",
    matchOnDescription: true,
    matchOnDetail: true,
  };
  return (await window.showQuickPick(items, options))?.pid;
}

/** Asks which worker is meant; `isRunning`: only those that run. A name can be typed for workers that no loader knows. */
export async function pickWorker(
  parts: DevPostgresParts,
  dev: DevFolder,
  { isRunning }: { readonly isRunning: boolean },
): Promise<(Pick<Worker, "name"> & Partial<Worker>) | undefined> {
  const workers = await withAnswer(parts, dev, (postgres) => postgres.workers());
  if (workers === undefined) return undefined;
  const items: readonly (QuickPickItem & { readonly worker?: Worker })[] = workers
    .filter(({ state }) => !isRunning || state === "running")
    .map((worker) => ({
      label: worker.name,
      description: [worker.state, worker.database ?? worker.scope, worker.pid].filter(Boolean).join(" · "),
      detail: `${worker.functionName}, ${worker.extension} ${worker.version}`,
      worker,
    }));
  if (items.length === 0) return askWorker(isRunning);
  const other: (typeof items)[number] = {
    label: "$(edit) Another one…",
    description: "a worker that an extension registered itself",
  };
  const title = isRunning ? "Attach to a worker" : "Debug the start-up of a worker";
  const chosen = await window.showQuickPick([...items, other], { title, matchOnDescription: true });
  if (chosen === undefined) return undefined;
  return chosen.worker ?? askWorker(isRunning);
}

async function askWorker(
  isRunning: boolean,
): Promise<{ readonly name: string; readonly functionName?: string } | undefined> {
  const name = await window.showInputBox({
    title: isRunning ? "Attach to a worker" : "Debug the start-up of a worker",
    prompt: "Its name: what `bgw_name` of its registration says",
    ignoreFocusOut: true,
  });
  if (name === undefined || name.trim() === "") return undefined;
  if (isRunning) return { name: name.trim() };
  const main = await window.showInputBox({
    title: `Debug the start-up of ${name.trim()}`,
    prompt:
      "Its main function (`bgw_function_name`), to stop at its first line. Empty: at your breakpoints only",
    ignoreFocusOut: true,
  });
  if (main === undefined) return undefined;
  return { name: name.trim(), ...(main.trim() === "" ? {} : { functionName: main.trim() }) };
}

import { commands, QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { DevFolder } from "../../devpg/devFolder";
import { isRunning } from "../../devpg/folderState";
import { commandIds } from "./commandIds";

interface ActionItem extends QuickPickItem {
  readonly command?: string;
}

/** What can be done with a dev Postgres now: the menu of the status bar item. */
export async function actions(dev: DevFolder): Promise<void> {
  const chosen = await window.showQuickPick(itemsFor(dev), {
    title: `Dev Postgres of ${dev.name}`,
    placeHolder: titleOf(dev),
  });
  if (chosen?.command !== undefined) await commands.executeCommand(chosen.command, dev.folder.uri);
}

function titleOf({ state }: DevFolder): string {
  if (state.busy !== undefined) return state.busy;
  if (state.kind === "unavailable") return state.problem.message;
  if (state.kind !== "known") return "What to do?";
  const { status } = state;
  return `${status.installation.version}: ${status.state}`;
}

function itemsFor({ state }: DevFolder): readonly ActionItem[] {
  const running = isRunning(state);
  const server: ActionItem[] = running
    ? [
        { label: "$(terminal) Open psql", command: commandIds.psql },
        { label: "$(debug-restart) Restart", command: commandIds.restart },
        { label: "$(debug-stop) Stop", command: commandIds.stop },
        { label: "$(clear-all) Reset dev database…", command: commandIds.reset },
      ]
    : [{ label: "$(debug-start) Start", command: commandIds.start }];
  return [
    { label: "$(run-all) Build and Load", command: commandIds.load },
    { label: "$(tools) Build", command: commandIds.build },
    { label: "Server", kind: QuickPickItemKind.Separator },
    ...server,
    { label: "$(output) Show server log", command: commandIds.showServerLog },
    { label: "$(list-tree) Show the Dev Postgres view", command: "dynpgext.devPostgres.focus" },
    { label: "Set up", kind: QuickPickItemKind.Separator },
    { label: "$(versions) Select PostgreSQL version…", command: commandIds.selectVersion },
    { label: "$(settings) Select build profile…", command: commandIds.selectProfile },
    { label: "$(pulse) Doctor", command: commandIds.doctor },
  ];
}

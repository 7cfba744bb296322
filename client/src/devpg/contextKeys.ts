import { commands, type Disposable } from "vscode";
import type { DevFolders } from "./devFolders";
import { isRunning } from "./folderState";

/** Tells VS Code's `when` clauses what can be done: keys `dynpgext.devpg.*`. */
export function provideContextKeys(folders: DevFolders): Disposable {
  const known = new Map<string, unknown>();
  const set = (key: string, value: unknown): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void commands.executeCommand("setContext", `dynpgext.devpg.${key}`, value);
  };
  const update = (): void => {
    const states = folders.all().map(({ state }) => state);
    const projects = states.filter(({ kind }) => kind === "known" || kind === "unavailable");
    set("hasProject", projects.length > 0);
    set(
      "isBusy",
      states.some(({ busy, isEnding }) => busy !== undefined && isEnding !== true),
    );
    set(
      "canStart",
      projects.some((state) => !isRunning(state)),
    );
    set("canStop", projects.some(isRunning));
    set(
      "isReady",
      states.every(({ kind }) => kind !== "unknown"),
    );
    const { current } = folders;
    set("state", current?.state.kind === "known" ? current.state.status.state : current?.state.kind);
  };
  update();
  return folders.onDidChange(update);
}

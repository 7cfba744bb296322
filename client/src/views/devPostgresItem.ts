import { StatusBarAlignment, window, type Disposable } from "vscode";
import { commandIds } from "../commands/devPostgres/commandIds";
import type { DevFolders } from "../devpg/devFolders";
import { devPostgresText } from "./devPostgresText";

/** The item in the status bar: whether the current folder's server runs. A click offers what can be done. */
export class DevPostgresItem implements Disposable {
  private readonly item = window.createStatusBarItem("dynpgext.devPostgres", StatusBarAlignment.Left, -1);
  private readonly subscription: Disposable;

  constructor(private readonly folders: DevFolders) {
    this.item.name = "Dynpgext Dev Postgres";
    this.subscription = folders.onDidChange(() => this.show());
    this.show();
  }

  private show(): void {
    const { current } = this.folders;
    const shown = current === undefined ? undefined : devPostgresText(current.state, current.name);
    if (current === undefined || shown === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = shown.text;
    this.item.tooltip = shown.tooltip;
    this.item.command = {
      command: commandIds.actions,
      title: "Dev Postgres",
      arguments: [current.folder.uri],
    };
    this.item.show();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }
}

import { StatusBarAlignment, ThemeColor, window, type Disposable } from "vscode";
import { statusText, type ServerStatus } from "./statusText";

/** The item in the status bar: reading, fine, or how many problems. A click shows the log. */
export class StatusItem implements Disposable {
  private readonly item = window.createStatusBarItem("dynpgext.status", StatusBarAlignment.Left);

  constructor(showLogCommand: string) {
    this.item.name = "Dynpgext";
    this.item.command = { command: showLogCommand, title: "Show Log" };
    this.show({ state: "starting" });
    this.item.show();
  }

  show(status: ServerStatus): void {
    const { text, tooltip, isBroken } = statusText(status);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = isBroken ? new ThemeColor("statusBarItem.errorBackground") : undefined;
  }

  dispose(): void {
    this.item.dispose();
  }
}

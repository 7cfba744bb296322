import * as vscode from "vscode";
import { presentFaults } from "./faultTable";
import { waitUntil } from "./harness";
import { click, selectors, visibleTexts } from "./page";
import { restoreWorkspace } from "./restoreWorkspace";
import { beforeEach, describe, it } from "./suite";

/** Hints count in our item, though the Problems panel leaves them out. */
function problemCount(): number {
  const all = vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics);
  return all.filter(({ source }) => source === "dynpgext").length;
}

async function shownText(): Promise<string> {
  return (await visibleTexts(selectors.ourStatusItem)).join(" ").trim();
}

describe("the status item", () => {
  beforeEach(restoreWorkspace);

  it("says how many problems there are", async () => {
    await waitUntil("there are problems", () => presentFaults().length > 0);
    const isRight = async () => (await shownText()) === `Dynpgext: ${problemCount()}`;
    await waitUntil("the status item has the number of problems", isRight);
  });

  it("opens the log when it is clicked", async () => {
    await click(selectors.ourStatusItem);
    const isLogShown = () =>
      vscode.window.visibleTextEditors.some(
        ({ document }) => document.uri.scheme === "output" && document.uri.path.includes("Dynpgext"),
      );
    await waitUntil("the log is shown", isLogShown);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});

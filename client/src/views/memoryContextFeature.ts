import { commands, workspace, type Disposable, type Uri } from "vscode";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { showProblem } from "../devpg/showProblem";
import { untrusted } from "../devpg/untrusted";
import { MemoryContextPanel } from "./memoryContextPanel";
import { chooseMemoryContextSource, runningSource } from "./memoryContextSources";

export const showMemoryContextsCommand = "dynpgext.showMemoryContexts";

/** The command "Show Memory Contexts…" and its tab. Given a pid, it asks nothing. */
export class MemoryContextFeature implements Disposable {
  private readonly panel: MemoryContextPanel;
  private readonly registration: Disposable;

  constructor(
    private readonly parts: DevPostgresParts,
    extensionUri: Uri,
  ) {
    this.panel = new MemoryContextPanel(extensionUri, () => this.show());
    this.registration = commands.registerCommand(showMemoryContextsCommand, (given?: unknown) =>
      this.show(given),
    );
  }

  private async show(given?: unknown): Promise<void> {
    const dev = await this.parts.folders.choose("Show Memory Contexts");
    if (dev !== undefined && !workspace.isTrusted) return showProblem(this.parts, dev, untrusted);
    const source =
      typeof given === "number" && dev !== undefined
        ? runningSource(dev, { pid: given, kind: "process", application: "" })
        : await chooseMemoryContextSource(dev, (problem) => {
            if (dev !== undefined) void showProblem(this.parts, dev, problem);
          });
    if (source !== undefined) await this.panel.show(source);
  }

  dispose(): void {
    this.registration.dispose();
    this.panel.dispose();
  }
}

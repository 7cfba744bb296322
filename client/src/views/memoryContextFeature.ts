import { commands, workspace, type Disposable, type Uri } from "vscode";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { showProblem } from "../devpg/showProblem";
import { untrusted } from "../devpg/untrusted";
import type { DevTarget } from "./devNodes";
import { TreeElement } from "./devPostgresTree";
import { MemoryContextPanel } from "./memoryContextPanel";
import { chooseMemoryContextSource, runningSource } from "./memoryContextSources";

export const showMemoryContextsCommand = "dynpgext.showMemoryContexts";

/** The command "Show Memory Contexts…" and its tab. Given a worker of the view "Dev Postgres", or a pid, it asks nothing. */
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
    const node = given instanceof TreeElement ? given : undefined;
    const dev = node?.dev ?? (await this.parts.folders.choose("Show Memory Contexts"));
    if (dev !== undefined && !workspace.isTrusted) return showProblem(this.parts, dev, untrusted);
    const process = processOf(node?.node.target ?? given);
    const source =
      process !== undefined && dev !== undefined
        ? runningSource(dev, process)
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

function processOf(given: unknown): Parameters<typeof runningSource>[1] | undefined {
  if (typeof given === "number") return { pid: given, kind: "process", application: "" };
  const { kind, worker } = (given ?? {}) as Partial<Extract<DevTarget, { kind: "worker" }>>;
  if (kind !== "worker" || worker?.pid === undefined) return undefined;
  return { pid: worker.pid, kind: "background worker", application: worker.name };
}

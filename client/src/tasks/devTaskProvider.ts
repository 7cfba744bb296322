import {
  CustomExecution,
  Task,
  TaskGroup,
  tasks,
  workspace,
  type Disposable,
  type TaskDefinition,
  type TaskProvider,
  type WorkspaceFolder,
} from "vscode";
import type { DevPostgresParts } from "../devpg/devPostgresParts";
import { TaskTerminal, type TaskKind } from "./taskTerminal";

export const taskType = "dynpgext";

const names: Readonly<Record<TaskKind, string>> = { build: "build", load: "build and load" };

/** The tasks `dynpgext: build` and `dynpgext: build and load` of every folder with something to build. */
export class DevTaskProvider implements TaskProvider, Disposable {
  private readonly registration = tasks.registerTaskProvider(taskType, this);

  constructor(private readonly parts: DevPostgresParts) {}

  provideTasks(): Task[] {
    return this.parts.folders
      .all()
      .filter(({ state }) => state.kind === "known" || state.kind === "unavailable")
      .flatMap(({ folder }) => [this.taskOf(folder, "build"), this.taskOf(folder, "load")]);
  }

  /** A task that stands in `tasks.json`. */
  resolveTask({ definition, scope }: Task): Task | undefined {
    const kind = kindOf(definition);
    const folder = typeof scope === "object" ? scope : workspace.workspaceFolders?.[0];
    return kind === undefined || folder === undefined ? undefined : this.taskOf(folder, kind, definition);
  }

  private taskOf(folder: WorkspaceFolder, kind: TaskKind, given?: TaskDefinition): Task {
    const definition = given ?? { type: taskType, task: kind };
    const execution = new CustomExecution(async () => new TaskTerminal(this.parts, folder, kind));
    // Our own parser makes the diagnostics, so no problem matcher reads the terminal.
    const task = new Task(definition, folder, names[kind], taskType, execution, []);
    task.group = TaskGroup.Build;
    task.detail =
      kind === "build" ? "Compile the extension" : "Compile, install and create it in the dev Postgres";
    return task;
  }

  dispose(): void {
    this.registration.dispose();
  }
}

function kindOf(definition: TaskDefinition): TaskKind | undefined {
  const task: unknown = definition["task"];
  return task === "build" || task === "load" ? task : undefined;
}

import { commands, env, Uri, workspace, type Disposable } from "vscode";
import { explainRuleCommand } from "../../../../server/src/protocol/explainRule";
import type { DevFolder } from "../../devpg/devFolder";
import type { DevPostgresParts } from "../../devpg/devPostgresParts";
import { showProblem } from "../../devpg/showProblem";
import { untrusted } from "../../devpg/untrusted";
import type { DevTarget } from "../../views/devNodes";
import type { DevPostgresTree, TreeElement } from "../../views/devPostgresTree";
import type { MemoryDocuments } from "../../views/memoryDocuments";
import { actions } from "./actions";
import { build } from "./build";
import { commandIds } from "./commandIds";
import { doctor } from "./doctor";
import { goToSource, type AskEntityPlace } from "./goToSource";
import { load } from "./load";
import { openPsql } from "./openPsql";
import { resetDatabase } from "./resetDatabase";
import { revealData } from "./revealData";
import { run } from "./run";
import { selectProfile } from "./selectProfile";
import { selectVersion } from "./selectVersion";
import { serverLife } from "./serverLife";
import { terminateWorker } from "./terminateWorker";

export interface CommandParts extends DevPostgresParts {
  readonly tree: DevPostgresTree;
  readonly memory: MemoryDocuments;
  readonly askEntityPlace: AskEntityPlace;
}

/** Commands that work on one folder: that of the argument (the URI of a file in it, a node of the tree), else a chosen one. */
type FolderCommand = (parts: CommandParts, dev: DevFolder, target: DevTarget | undefined) => unknown;

const folderCommands: Readonly<Record<string, FolderCommand>> = {
  [commandIds.build]: build,
  [commandIds.load]: load,
  [commandIds.run]: run,
  [commandIds.start]: (parts, dev) => serverLife(parts, dev, "start"),
  [commandIds.stop]: (parts, dev) => serverLife(parts, dev, "stop"),
  [commandIds.restart]: (parts, dev) => serverLife(parts, dev, "restart"),
  [commandIds.psql]: (parts, dev, target) =>
    openPsql(parts, dev, target?.kind === "database" ? target.name : null),
  [commandIds.showServerLog]: ({ log }, dev) => log.show(dev),
  [commandIds.reset]: resetDatabase,
  [commandIds.revealData]: revealData,
  [commandIds.selectVersion]: selectVersion,
  [commandIds.selectProfile]: selectProfile,
  [commandIds.doctor]: doctor,
  [commandIds.actions]: (_, dev) => actions(dev),
};

/** Commands of the tree's nodes. */
const nodeCommands: Readonly<
  Record<string, (parts: CommandParts, dev: DevFolder, target: DevTarget) => unknown>
> = {
  [commandIds.showMemory]: ({ memory }, dev, target) =>
    target.kind === "allocation" ? memory.show(dev, target.allocation) : undefined,
  [commandIds.openNode]: ({ memory, askEntityPlace }, dev, target) =>
    target.kind === "allocation"
      ? memory.show(dev, target.allocation)
      : goToSource(askEntityPlace, dev, target),
  [commandIds.goToSource]: ({ askEntityPlace }, dev, target) => goToSource(askEntityPlace, dev, target),
  [commandIds.copyPid]: (_, __, target) =>
    target.kind === "worker" ? env.clipboard.writeText(String(target.worker.pid ?? "")) : undefined,
  [commandIds.copyName]: (_, __, target) => env.clipboard.writeText(nameOf(target)),
  [commandIds.terminateWorker]: (parts, dev, target) =>
    target.kind === "worker" ? terminateWorker(parts, dev, target.worker) : undefined,
  [commandIds.explainEvent]: (_, __, target) =>
    target.kind === "event" ? commands.executeCommand(explainRuleCommand, target.event.rule) : undefined,
};

export function registerDevPostgresCommands(parts: CommandParts): Disposable[] {
  const { folders, output, tree } = parts;
  return [
    ...Object.entries(folderCommands).map(([id, command]) =>
      commands.registerCommand(id, async (given?: unknown) => {
        const { dev, target } = givenFolder(parts, given) ?? { dev: await folders.choose("Dev Postgres") };
        if (dev === undefined) return;
        if (!workspace.isTrusted) return showProblem(parts, dev, untrusted);
        await command(parts, dev, target);
      }),
    ),
    ...Object.entries(nodeCommands).map(([id, command]) =>
      commands.registerCommand(id, async (given?: unknown) => {
        const node = tree.nodeOf(given) ?? tree.selected;
        if (node !== undefined) await command(parts, node.dev, node.node.target);
      }),
    ),
    commands.registerCommand(commandIds.showOutput, () => output.show()),
    commands.registerCommand(commandIds.refresh, () => tree.refresh()),
  ];
}

function givenFolder(
  { folders, tree }: CommandParts,
  given: unknown,
): { readonly dev: DevFolder; readonly target?: DevTarget } | undefined {
  const node: TreeElement | undefined = tree.nodeOf(given);
  if (node !== undefined) return { dev: node.dev, target: node.node.target };
  const uri = typeof given === "string" ? Uri.parse(given) : given;
  const folder = uri instanceof Uri ? workspace.getWorkspaceFolder(uri) : undefined;
  const dev = folders.all().find((each) => each.folder.uri.toString() === folder?.uri.toString());
  return dev === undefined ? undefined : { dev };
}

function nameOf(target: DevTarget): string {
  switch (target.kind) {
    case "allocation":
      return target.allocation.name;
    case "worker":
      return target.worker.name;
    case "database":
      return target.name;
    case "extension":
      return target.extension.name;
    case "event":
      return target.event.message;
    case "server":
    case "group":
      return "";
  }
}

import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type Disposable,
  type TreeDataProvider,
  type TreeView,
} from "vscode";
import { commandIds } from "../commands/devPostgres/commandIds";
import type { DevFolder } from "../devpg/devFolder";
import type { DevFolders } from "../devpg/devFolders";
import { isRunning } from "../devpg/folderState";
import type { LoaderEvents } from "../devpg/loaderEvents";
import { devNodes, type DevNode } from "./devNodes";
import { ServerObserver } from "./serverObserver";

export const viewId = "dynpgext.devPostgres";

/** A node, and the folder whose dev Postgres it belongs to. */
export class TreeElement {
  constructor(
    readonly dev: DevFolder,
    readonly node: DevNode,
    readonly parent: TreeElement | undefined,
  ) {}
}

/**
 * The view "Dev Postgres": what runs, and what the loader knows of it. Servers are looked at once a second while the
 * view can be seen, and not at all otherwise.
 */
export class DevPostgresTree implements TreeDataProvider<TreeElement>, Disposable {
  private readonly changes = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly observers = new Map<DevFolder, ServerObserver>();
  private readonly view: TreeView<TreeElement>;
  private readonly subscriptions: Disposable[];
  private shown = "";

  constructor(
    private readonly folders: DevFolders,
    private readonly events: LoaderEvents,
  ) {
    this.view = window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = [
      this.view,
      this.view.onDidChangeVisibility(() => this.update()),
      this.view.onDidExpandElement(({ element }) => this.observeDatabase(element, "openDatabase")),
      this.view.onDidCollapseElement(({ element }) => this.observeDatabase(element, "closeDatabase")),
      folders.onDidChange(() => this.update()),
      events.onDidChange(() => this.show()),
    ];
    this.update();
  }

  /** The element that a command was given by a menu of the view. */
  nodeOf(given: unknown): TreeElement | undefined {
    return given instanceof TreeElement ? given : undefined;
  }

  /** The element that was clicked last. */
  get selected(): TreeElement | undefined {
    return this.view.selection[0];
  }

  refresh(): void {
    this.folders.refreshAll();
    for (const observer of this.observers.values()) void observer.look();
  }

  getTreeItem({ dev, node }: TreeElement): TreeItem {
    const states = {
      none: TreeItemCollapsibleState.None,
      open: TreeItemCollapsibleState.Expanded,
      closed: TreeItemCollapsibleState.Collapsed,
    };
    const item = new TreeItem(node.label, states[node.children]);
    item.id = `${dev.folder.uri.toString()}#${node.id}`;
    item.description = node.description;
    item.iconPath = new ThemeIcon(
      node.icon,
      node.color === undefined ? undefined : new ThemeColor(node.color),
    );
    item.tooltip = new MarkdownString().appendText(node.tooltip.join("\n"));
    item.contextValue = node.context;
    // Without arguments: VS Code forgets those of the items before when it gets new ones, and a click in between fails.
    if (opens(node)) item.command = { title: "Open", command: commandIds.openNode };
    return item;
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (element !== undefined)
      return element.node.nodes.map((node) => new TreeElement(element.dev, node, element));
    // VS Code loses a change that comes while it makes the view, so its first question waits for the first answer.
    await Promise.all([...this.observers.values()].map((observer) => observer.firstLook()));
    const running = this.folders.all().filter(({ state }) => isRunning(state));
    const isAlone = this.folders.all().filter(({ state }) => state.kind !== "no-project").length < 2;
    return running.flatMap((dev) => {
      const nodes = this.nodesOf(dev);
      return isAlone
        ? nodes.map((node) => new TreeElement(dev, node, undefined))
        : [new TreeElement(dev, folderNode(dev, nodes), undefined)];
    });
  }

  getParent({ parent }: TreeElement): TreeElement | undefined {
    return parent;
  }

  private nodesOf(dev: DevFolder): readonly DevNode[] {
    const snapshot = this.observers.get(dev)?.snapshot;
    return snapshot === undefined ? [] : devNodes({ ...snapshot, events: this.events.of(dev) });
  }

  private observeDatabase({ dev, node }: TreeElement, action: "openDatabase" | "closeDatabase"): void {
    if (node.target.kind === "database") this.observers.get(dev)?.[action](node.target.name);
  }

  private update(): void {
    const present = this.folders.all();
    for (const [dev, observer] of this.observers) {
      if (present.includes(dev)) continue;
      observer.dispose();
      this.observers.delete(dev);
    }
    for (const dev of present) this.observerOf(dev).observe(this.view.visible && isRunning(dev.state));
    this.show();
  }

  /** Hands VS Code a new tree if it is another one. */
  private show(): void {
    const all = this.folders.all().filter(({ state }) => state.kind !== "no-project");
    const shown = JSON.stringify(all.map((dev) => [dev.name, isRunning(dev.state) ? this.nodesOf(dev) : []]));
    if (shown === this.shown) return;
    this.shown = shown;
    this.changes.fire();
  }

  private observerOf(dev: DevFolder): ServerObserver {
    const known = this.observers.get(dev);
    if (known !== undefined) return known;
    const observer = new ServerObserver(dev);
    observer.onDidChange(() => this.show());
    this.observers.set(dev, observer);
    return observer;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const observer of this.observers.values()) observer.dispose();
    this.changes.dispose();
  }
}

/** A click does something. */
function opens({ target }: DevNode): boolean {
  return target.kind === "allocation" || target.kind === "worker" || target.kind === "event";
}

function folderNode({ name }: DevFolder, nodes: readonly DevNode[]): DevNode {
  return {
    id: "folder",
    label: name,
    description: "",
    icon: "root-folder",
    tooltip: [name],
    context: "server",
    target: { kind: "group" },
    children: "open",
    nodes,
  };
}

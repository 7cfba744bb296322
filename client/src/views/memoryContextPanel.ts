import { debug, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from "vscode";
import {
  memoryContextTree,
  type MemoryContextNode,
  type MemoryContextTree,
} from "../../../devpg/src/interpret/memoryContextTree";
import { problemText } from "../devpg/problemText";
import {
  contextsMessage,
  numbered,
  type MemoryContextMessage,
  type MemoryContextRequest,
} from "./memoryContextMessages";
import { memoryContextPage } from "./memoryContextPage";
import type { MemoryContextSource } from "./memoryContextSources";
import { memoryContextTiles } from "./memoryContextTiles";

/** The memory contexts of one process at a time, as a tree and as a map, in a tab. */
export class MemoryContextPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private source: MemoryContextSource | undefined;
  private tree: MemoryContextTree | undefined;
  private nodes: readonly MemoryContextNode[] = [];
  private reading = new AbortController();
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly extensionUri: Uri,
    private readonly chooseOther: () => unknown,
  ) {
    this.subscriptions = [
      // Each stop of the debugger is another moment of the process.
      debug.onDidChangeActiveStackItem((item) => {
        if (item !== undefined && item.session === this.source?.session) void this.refresh();
      }),
    ];
  }

  /** Shows a process, in the tab that is there already if there is one. */
  async show(source: MemoryContextSource): Promise<void> {
    this.source = source;
    this.tree = undefined;
    if (this.panel === undefined) this.open();
    else this.panel.reveal();
    await this.refresh();
  }

  private open(): void {
    const media = Uri.joinPath(this.extensionUri, "client", "media");
    const panel = window.createWebviewPanel("dynpgext.memoryContexts", "Memory Contexts", ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [media],
      retainContextWhenHidden: true,
    });
    panel.iconPath = Uri.joinPath(media, "dynpgext.svg");
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.reading.abort();
    });
    panel.webview.onDidReceiveMessage((request: MemoryContextRequest) => this.answer(request));
    panel.webview.html = memoryContextPage(panel.webview, this.extensionUri);
    this.panel = panel;
  }

  private answer(request: MemoryContextRequest): void {
    switch (request.kind) {
      case "ready":
        this.send();
        return;
      case "refresh":
        void this.refresh();
        return;
      case "choose":
        this.chooseOther();
        return;
      case "lay":
        this.lay(request);
        return;
    }
  }

  private lay({ root, width, height }: Extract<MemoryContextRequest, { kind: "lay" }>): void {
    const node = this.nodes[root];
    if (node === undefined) return;
    const ids = new Map(this.nodes.map((each, id) => [each, id]));
    const tiles = memoryContextTiles(node, { x: 0, y: 0, width, height }, (each) => ids.get(each) ?? 0);
    this.post({ kind: "tiles", root, tiles });
  }

  private async refresh(): Promise<void> {
    const { source } = this;
    if (source === undefined || this.panel === undefined) return;
    this.reading.abort();
    const reading = (this.reading = new AbortController());
    this.post({ kind: "busy" });
    const read = await source.read(reading.signal);
    if (reading.signal.aborted || this.source !== source) return;
    if (!read.ok) {
      this.post({ kind: "problem", text: problemText(read.problem) });
      return;
    }
    this.tree = memoryContextTree(read.value);
    this.nodes = numbered(this.tree);
    this.send();
  }

  /** All that is known, also to a page that has just been made. */
  private send(): void {
    if (this.tree !== undefined) this.post(contextsMessage(this.source?.title ?? "", new Date(), this.tree));
  }

  private post(message: MemoryContextMessage): void {
    void this.panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.reading.abort();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel?.dispose();
  }
}

import { randomBytes } from "node:crypto";
import type { Disposable } from "vscode";
import { Range, Uri, ViewColumn, window, workspace, type TextEditor, type WebviewPanel } from "vscode";
import type { MemoryRegions, MemoryRegionsParams } from "../../../server/src/protocol/memoryRegions";
import { regionsHtml } from "./regionsHtml";
import { regionsPage } from "./regionsPage";

export const showMemoryRegionsCommand = "dynpgext.showMemoryRegions";

/** Asks the language server; null where there is no function. */
export type AskForRegions = (params: MemoryRegionsParams) => Promise<MemoryRegions | null>;

/** Wait after a move of the cursor or a key, in milliseconds: the drawing need not follow each of them. */
const quietMs = 120;

/** The drawing of the memory regions of the function at the cursor, beside the code. One for the window. */
export class MemoryRegionsPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private subscriptions: Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  private shown: MemoryRegions | undefined;
  private isReady = false;
  private newest = 0;

  constructor(private readonly ask: AskForRegions) {}

  dispose(): void {
    this.panel?.dispose();
  }

  async show(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!this.panel && editor?.document.languageId !== "c") {
      void window.showInformationMessage("Open a C file and put the cursor into a function first.");
      return;
    }
    if (this.panel) this.panel.reveal(undefined, true);
    else this.open();
    await this.follow(editor);
  }

  private open(): void {
    const panel = window.createWebviewPanel(
      "dynpgext.memoryRegions",
      "Memory Regions",
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], retainContextWhenHidden: true },
    );
    this.panel = panel;
    this.isReady = false;
    this.subscriptions = [
      panel.onDidDispose(() => this.close()),
      panel.webview.onDidReceiveMessage((message: { line?: number; ready?: boolean }) =>
        this.receive(message),
      ),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.followSoon(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.followSoon(editor)),
      workspace.onDidChangeTextDocument(({ document }) => {
        const editor = window.activeTextEditor;
        if (editor?.document === document) this.followSoon(editor);
      }),
    ];
    panel.webview.html = regionsPage({ nonce: randomBytes(16).toString("base64url") });
  }

  private close(): void {
    clearTimeout(this.timer);
    for (const each of this.subscriptions) each.dispose();
    this.subscriptions = [];
    this.panel = undefined;
    this.shown = undefined;
  }

  private followSoon(editor: TextEditor | undefined): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.follow(editor), quietMs);
  }

  /** Shows the function at the cursor; where there is none, what was shown before stays. */
  private async follow(editor: TextEditor | undefined): Promise<void> {
    if (editor?.document.languageId !== "c") return;
    const number = ++this.newest;
    const { line, character } = editor.selection.active;
    const regions = await this.ask({ uri: editor.document.uri.toString(), position: { line, character } });
    if (number !== this.newest || !this.panel) return;
    if (regions) {
      this.shown = regions;
      this.panel.title = `Memory: ${regions.name}`;
    }
    this.post(line);
  }

  private post(line: number): void {
    if (!this.isReady) return;
    const none = "<p>Put the cursor into a function to see the memory regions that it works with.</p>";
    void this.panel?.webview.postMessage({ html: this.shown ? regionsHtml(this.shown) : none, line });
  }

  private receive({ line, ready }: { line?: number; ready?: boolean }): void {
    if (ready === true) {
      this.isReady = true;
      this.post(window.activeTextEditor?.selection.active.line ?? -1);
    } else if (typeof line === "number") void this.reveal(line);
  }

  private async reveal(line: number): Promise<void> {
    if (!this.shown) return;
    const row = this.shown.rows.find((each) => each.line === line);
    const document = await workspace.openTextDocument(Uri.parse(this.shown.uri));
    const visible = window.visibleTextEditors.find((editor) => editor.document === document);
    const at = new Range(line, row?.character ?? 0, line, row?.character ?? 0);
    await window.showTextDocument(document, {
      viewColumn: visible?.viewColumn ?? ViewColumn.One,
      selection: at,
    });
  }
}

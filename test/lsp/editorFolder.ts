/** A copy of an example that a real server has read, and requests at marked places of it. */
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Location, Position } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { uriOf, type LspClient } from "./lspClient";
import { flush, folderWith, startServer, type StartOptions } from "./startServer";

const examples = path.join(
  path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))),
  "examples",
);

export class EditorFolder {
  private constructor(
    readonly root: string,
    readonly client: LspClient,
  ) {}

  /** Starts a server on a copy of an example and waits until it knows the SQL scripts too. */
  static async of(example: string, options: StartOptions = {}): Promise<EditorFolder> {
    const root = folderWith({});
    cpSync(path.join(examples, example), root, { recursive: true });
    const client = await startServer([root], { entry: "server/src/lsp/main.ts", ...options });
    const folder = new EditorFolder(root, client);
    await flush(client);
    await folder.until(async () => {
      const symbols = await client.request<unknown[]>("workspace/symbol", { query: "" });
      return symbols.some((symbol) => JSON.stringify(symbol).includes("SQL function"));
    });
    return folder;
  }

  file(name: string): string {
    return path.join(this.root, name);
  }

  text(name: string): string {
    return readFileSync(this.file(name), "utf8");
  }

  open(name: string, text = this.text(name)): void {
    this.client.open(this.file(name), text);
  }

  /** The position of the `|` in `marked`, which is no part of the file. */
  position(name: string, marked: string, text = this.text(name)): Position {
    const start = text.indexOf(marked.replace("|", ""));
    if (start < 0) throw new Error(`no ${marked} in ${name}`);
    return TextDocument.create("file:///x", "c", 1, text).positionAt(start + marked.indexOf("|"));
  }

  /** A request about a marked place. */
  at<Answer>(method: string, name: string, marked: string, more: object = {}): Promise<Answer> {
    const position = this.position(name, marked);
    return this.of(method, name, { position, ...more });
  }

  /** A request about a file. */
  of<Answer>(method: string, name: string, more: object = {}): Promise<Answer> {
    return this.client.request(method, { textDocument: { uri: uriOf(this.file(name)) }, ...more });
  }

  /** `file:line`, with a 1-based line. */
  show({ uri, range }: Location): string {
    return `${decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1))}:${range.start.line + 1}`;
  }

  private async until(holds: () => Promise<boolean>): Promise<void> {
    const deadlineMs = performance.now() + 20_000;
    while (!(await holds())) {
      if (performance.now() > deadlineMs)
        throw new Error(`not within 20 s:\n${this.client.messages.join("\n")}\n${this.client.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

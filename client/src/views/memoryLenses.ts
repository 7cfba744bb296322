import {
  CodeLens,
  commands,
  languages,
  Range,
  window,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
  type Uri,
} from "vscode";
import { memoryScheme, type MemoryDocuments } from "./memoryDocuments";
import { pageBytes, readOffset } from "./memoryText";

const moveCommand = "dynpgext.devpg.moveInMemory";
const askCommand = "dynpgext.devpg.askMemoryOffset";

/** Links above memory that is larger than what is shown at once: to what comes before and after, and to any offset. */
export class MemoryLenses implements CodeLensProvider, Disposable {
  readonly onDidChangeCodeLenses;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly memory: MemoryDocuments) {
    this.onDidChangeCodeLenses = memory.onDidShow;
    this.subscriptions = [
      languages.registerCodeLensProvider({ scheme: memoryScheme }, this),
      commands.registerCommand(moveCommand, (uri: Uri, offset: number) => memory.showAt(uri, offset)),
      commands.registerCommand(askCommand, (uri: Uri, sizeBytes: number) => this.ask(uri, sizeBytes)),
    ];
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const page = this.memory.pageOf(uri);
    if (page === undefined || page.allocation.sizeBytes <= pageBytes) return [];
    const { offset, allocation } = page;
    const { sizeBytes } = allocation;
    const top = new Range(0, 0, 0, 0);
    const move = (title: string, to: number): CodeLens =>
      new CodeLens(top, { title, command: moveCommand, arguments: [uri, to] });
    return [
      ...(offset > 0 ? [move("$(arrow-up) Earlier bytes", Math.max(0, offset - pageBytes))] : []),
      ...(offset + pageBytes < sizeBytes ? [move("$(arrow-down) Later bytes", offset + pageBytes)] : []),
      new CodeLens(top, { title: "Go to offset…", command: askCommand, arguments: [uri, sizeBytes] }),
    ];
  }

  private async ask(uri: Uri, sizeBytes: number): Promise<void> {
    const given = await window.showInputBox({
      title: "Go to offset",
      prompt: `From 0 to ${sizeBytes - 1}; hexadecimal with 0x`,
      validateInput: (text) =>
        readOffset(text, sizeBytes) === undefined ? `Not an offset from 0 to ${sizeBytes - 1}` : undefined,
    });
    const offset = given === undefined ? undefined : readOffset(given, sizeBytes);
    if (offset !== undefined) await this.memory.showAt(uri, offset);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

import {
  EventEmitter,
  Range,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from "vscode";
import type { Allocation, DevPostgres, DevResult } from "../../../devpg/src/host/devPostgres";
import type { AddressResolver } from "../../../devpg/src/host/resolveAddresses";
import type { DevFolder } from "../devpg/devFolder";
import type { DevFolders } from "../devpg/devFolders";
import { withDatabase } from "../devpg/withDatabase";
import { memoryText, pageBytes, type LineStretch, type MemoryPage } from "./memoryText";

export const memoryScheme = "dynpgext-memory";

/** Between two looks at memory that is shown. */
const periodMs = 1000;

/**
 * Shared memory as a read-only document of hexadecimal and ASCII, read again once a second while it can be seen. Bytes
 * that have changed since the last look are highlighted.
 */
export class MemoryDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changes = new EventEmitter<Uri>();
  readonly onDidChange = this.changes.event;
  private readonly shows = new EventEmitter<void>();
  /** Another stretch of memory is shown than before. */
  readonly onDidShow = this.shows.event;
  private readonly shown = new Map<string, ShownMemory>();
  private readonly highlight = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor("diffEditor.insertedTextBackground"),
    overviewRulerColor: new ThemeColor("diffEditorOverview.insertedForeground"),
  });
  private readonly timer: NodeJS.Timeout;
  private readonly subscriptions: Disposable[];
  private isLooking = false;

  constructor(private readonly folders: DevFolders) {
    this.timer = setInterval(() => void this.look(), periodMs);
    this.subscriptions = [
      workspace.registerTextDocumentContentProvider(memoryScheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString())),
      workspace.onDidChangeTextDocument(({ document }) => this.decorate(document.uri)),
      window.onDidChangeVisibleTextEditors(() => void this.look()),
    ];
  }

  /** Opens an allocation beside nothing: in the active group, as a preview. */
  async show(dev: DevFolder, allocation: Allocation): Promise<void> {
    await openMemory(memoryUri(dev, allocation));
  }

  /** Shows another stretch of the memory of a document. */
  async showAt(uri: Uri, offset: number): Promise<void> {
    const query: MemoryQuery = { ...readQuery(uri), offset };
    await openMemory(uri.with({ query: JSON.stringify(query) }));
  }

  /** What a document shows. */
  pageOf(uri: Uri): MemoryPage | undefined {
    return this.shown.get(uri.toString())?.page;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const known = this.shown.get(uri.toString());
    if (known !== undefined) return known.text;
    const page = await this.read(uri, undefined);
    const { text } = memoryText(page);
    this.shown.set(uri.toString(), { page, text, changed: [] });
    this.shows.fire();
    return text;
  }

  /** Reads what can be seen again. */
  private async look(): Promise<void> {
    const visible = window.visibleTextEditors.map(({ document }) => document.uri);
    if (this.isLooking || !visible.some(({ scheme }) => scheme === memoryScheme)) return;
    this.isLooking = true;
    for (const uri of visible) {
      const before = this.shown.get(uri.toString());
      if (uri.scheme !== memoryScheme || before === undefined) continue;
      const page = await this.read(uri, before.page);
      const { text, changed } = memoryText(page, before.page.bytes);
      const isOther = text !== before.text || changed.length > 0 || before.changed.length > 0;
      this.shown.set(uri.toString(), { page, text, changed });
      if (text !== before.text) this.changes.fire(uri);
      else if (isOther) this.decorate(uri);
    }
    this.isLooking = false;
  }

  private async read(uri: Uri, before: MemoryPage | undefined): Promise<MemoryPage> {
    const { folder, name, database, offset } = readQuery(uri);
    const dev = this.folders.all().find((each) => each.folder.uri.toString() === folder);
    const gone = (remark: string): MemoryPage => ({
      ...(before ?? { allocation: unknownAllocation(name), offset, bytes: new Uint8Array() }),
      remark: `${remark} ${before === undefined ? "" : "These are the last bytes that were read."}`.trim(),
    });
    if (dev === undefined) return gone("Its folder is not open any more.");
    const answer = await dev.ask((postgres) => readPage(postgres, { name, database, offset }));
    if (!answer.ok) return gone(`${answer.problem.message}.`);
    return answer.value ?? gone("Nothing allocates it now.");
  }

  private decorate(uri: Uri): void {
    const changed = this.shown.get(uri.toString())?.changed;
    if (changed === undefined) return;
    const ranges = changed.map(({ line, start, end }) => new Range(line, start, line, end));
    for (const editor of window.visibleTextEditors)
      if (editor.document.uri.toString() === uri.toString()) editor.setDecorations(this.highlight, ranges);
  }

  dispose(): void {
    clearInterval(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.highlight.dispose();
    this.changes.dispose();
    this.shows.dispose();
  }
}

/** Undefined when nothing of that name is allocated. */
async function readPage(
  postgres: DevPostgres,
  {
    name,
    database,
    offset,
  }: Pick<MemoryQuery, "name" | "offset"> & { readonly database: string | undefined },
): Promise<DevResult<MemoryPage | undefined>> {
  const { peekAllocation, readAllocations } = await import("../../../devpg/src/host/readLoaderViews");
  const { addressResolver } = await import("../../../devpg/src/host/resolveAddresses");
  resolver ??= addressResolver();
  const resolve = resolver;
  return withDatabase(postgres, null, async (connection) => {
    const allocations = await readAllocations(connection, resolve);
    if (!allocations.ok) return allocations;
    const allocation = allocations.value.find((each) => each.name === name && each.database === database);
    if (allocation === undefined) return { ok: true, value: undefined };
    const length = Math.max(0, Math.min(pageBytes, allocation.sizeBytes - offset));
    const bytes = await peekAllocation(connection, allocation, offset, length);
    return bytes.ok ? { ok: true, value: { allocation, offset, bytes: bytes.value } } : bytes;
  });
}

/** Remembers the places of allocations. */
let resolver: AddressResolver | undefined;

interface ShownMemory {
  readonly page: MemoryPage;
  readonly text: string;
  readonly changed: readonly LineStretch[];
}

/** Says which memory a document shows, so that it can be shown again after a reload of the window. */
interface MemoryQuery {
  readonly folder: string;
  readonly name: string;
  readonly database?: string;
  readonly offset: number;
}

function readQuery({ query }: Uri): MemoryQuery {
  return JSON.parse(query) as MemoryQuery;
}

async function openMemory(uri: Uri): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Active, preview: true });
}

function memoryUri(dev: DevFolder, { name, database }: Allocation): Uri {
  const query: MemoryQuery = {
    folder: dev.folder.uri.toString(),
    name,
    ...(database === undefined ? {} : { database }),
    offset: 0,
  };
  const file = `${name.replaceAll("/", "∕")}${database === undefined ? "" : ` (${database})`}`;
  return Uri.from({ scheme: memoryScheme, path: `/${file}.shmem`, query: JSON.stringify(query) });
}

function unknownAllocation(name: string): Allocation {
  return { name, extension: "", version: "", scope: "global", sizeBytes: 0, guard: "intact" };
}

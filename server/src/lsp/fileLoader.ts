import { readTextFile } from "../files/readTextFile";
import type { Documents } from "./documents";
import type { Folders } from "./folders";
import type { Log } from "./log";

/** Brings texts into the folders: from the editor when the file is open there, else from the disk. */
export class FileLoader {
  /** The number of the newest read of each file that is being read. */
  private readonly newest = new Map<string, number>();
  private reads = 0;

  constructor(
    private readonly documents: Documents,
    private readonly folders: Folders,
    private readonly log: Log,
  ) {}

  /**
   * Sets the file's present text, or removes it when it has none any more. Of several reads of one file the last
   * begun wins. Returns whether anything changed.
   */
  async load(path: string): Promise<boolean> {
    if (this.documents.get(path) !== undefined || !this.isWanted(path)) return this.loadNow(path);
    const read = ++this.reads;
    this.newest.set(path, read);
    const file = await readTextFile(path);
    if (this.newest.get(path) !== read) return false;
    this.newest.delete(path);
    if (this.documents.get(path) !== undefined || !this.isWanted(path)) return this.loadNow(path);
    if ("text" in file) return this.folders.owner(path)?.setText(path, file.text) ?? false;
    if (file.skipped !== "missing") this.log.warn(`${path} is not analysed: ${file.message}`);
    return this.remove(path);
  }

  /** What can be said without reading: the text of an open document, or that the file is not wanted. */
  loadNow(path: string): boolean {
    this.newest.delete(path);
    const open = this.documents.get(path);
    if (open === undefined || !this.isWanted(path)) return this.remove(path);
    return this.folders.owner(path)?.setText(path, open.document.getText()) ?? false;
  }

  private isWanted(path: string): boolean {
    return this.folders.owner(path)?.wants(path) ?? false;
  }

  private remove(path: string): boolean {
    let changed = false;
    for (const folder of this.folders.all()) changed = folder.remove(path) || changed;
    return changed;
  }
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A small JSON file of ours in the storage of a workspace. What is not there, is not readable or was written by another
 * version of this program counts as nothing: everything recorded can be found out again.
 */
export class StoredRecord<T extends object> {
  constructor(
    private readonly path: string,
    private readonly format: number,
  ) {}

  read(): T | undefined {
    try {
      const stored = JSON.parse(readFileSync(this.path, "utf8")) as { format?: unknown; value?: T };
      return stored.format === this.format ? stored.value : undefined;
    } catch {
      return undefined;
    }
  }

  /** Never leaves half a file. */
  write(value: T): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const part = `${this.path}.part`;
    writeFileSync(part, `${JSON.stringify({ format: this.format, value })}\n`);
    renameSync(part, this.path);
  }
}

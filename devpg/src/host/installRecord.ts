import { join } from "node:path";
import type { Layout } from "../plan/layout";
import { StoredRecord } from "./storedRecord";

/** A file that the project installed. */
export interface InstalledFile {
  /** Absolute, in the private copy. */
  readonly path: string;
  /** SHA-256. */
  readonly hash: string;
  /** When its content became what it is, in milliseconds since 1970. */
  readonly changedAtMs: number;
}

/** What the last complete install of the project left. */
export interface InstallRecord {
  /** Tells whether anything that may be installed has changed since. */
  readonly inputs: string;
  readonly files: readonly InstalledFile[];
}

export function installRecord(layout: Layout): StoredRecord<InstallRecord> {
  return new StoredRecord(join(layout.build, "installed.json"), 1);
}

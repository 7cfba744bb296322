import { join } from "node:path";
import type { Layout } from "../plan/layout";
import { StoredRecord } from "./storedRecord";

/** What loading remembers from one time to the next. */
export interface LoadRecord {
  /** The server that was last served, and the hashes by path of what it read at its start. */
  readonly server?: { readonly key: string; readonly hashes: Readonly<Record<string, string>> };
  /** By `database/extension`: which one it is (its OID in pg_extension), and the hash of the script it was made by. */
  readonly created: Readonly<Record<string, { readonly oid: string; readonly script: string }>>;
  /** Libraries that only the server's refusal showed to need `shared_preload_libraries`. */
  readonly learned: readonly string[];
  /** Libraries that we put into `session_preload_libraries` of the dev database, with their hashes. */
  readonly session: Readonly<Record<string, string>>;
}

const nothing: LoadRecord = { created: {}, learned: [], session: {} };

export function readLoadRecord(layout: Layout): LoadRecord {
  return stored(layout).read() ?? nothing;
}

export function changeLoadRecord(layout: Layout, change: Partial<LoadRecord>): void {
  stored(layout).write({ ...readLoadRecord(layout), ...change });
}

function stored(layout: Layout): StoredRecord<LoadRecord> {
  return new StoredRecord(join(layout.build, "load.json"), 1);
}

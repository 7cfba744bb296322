import { join } from "node:path";
import type { CompileEntry } from "../interpret/makeOutput";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { Layout } from "../plan/layout";
import { StoredRecord } from "./storedRecord";

/** What is known of the last build of a project for one PostgreSQL. */
export interface BuildRecord {
  /** A build that was stopped from outside stays `building`: its objects may be half written. */
  readonly state: "building" | "built" | "failed";
  /** What makes objects of two builds unfit for each other: PostgreSQL, profile, build files. */
  readonly kind: string;
  /** Stamps of the headers of the workspace. PGXS does not know which source includes them. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the libraries as we left them: they tell when somebody else built in between. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly entries: readonly CompileEntry[];
  /** What the compiler said of sources that were not compiled again since. */
  readonly diagnostics: readonly SourceDiagnostic[];
}

export function buildRecord(layout: Layout): StoredRecord<BuildRecord> {
  return new StoredRecord(join(layout.build, "last-build.json"), 1);
}

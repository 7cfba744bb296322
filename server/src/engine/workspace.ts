/**
 * One workspace folder: texts in, findings out. Pure and synchronous; whoever owns it does the reading and
 * decides when to ask. Only what an edit can have changed is computed again.
 */
import type { Finding } from "../base/finding";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import type { SqlParser } from "../syntax/sql/sqlParser";
import type { Settings } from "./settings";

/** A rule, reader or analysis that threw: it lost its own findings only. */
export interface InternalError {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

export interface Analysis {
  /** Findings by path, sorted by place; paths without findings are absent. The array of a path is the same object as before when nothing changed there. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly internalErrors: readonly InternalError[];
}

/** How much of the C code was understood. Parses everything that was not parsed before. */
export interface Statistics {
  readonly files: number;
  readonly functions: number;
  readonly filesWithHoles: number;
  readonly functionsWithHoles: number;
}

export interface WorkspaceOptions {
  readonly settings: Settings;
  /** The major to check for: from the settings, else from the `pg_config` found, else the newest known. */
  readonly pgMajor: number;
  /** False: the project's own `#define`s teach nothing about what is no C. To measure what they are worth; fixed when the workspace is made. */
  readonly learnsMacros?: boolean;
}

export interface Workspace {
  /** Absolute folder path, `/` separators, no trailing slash. */
  readonly root: string;
  /** Which files of a folder the analysis wants to read, by path. */
  wants(path: string): boolean;
  /** Sets a file's text: the editor's unsaved text when there is one, else the text on disk. */
  setFile(path: string, text: string): void;
  removeFile(path: string): void;
  configure(options: WorkspaceOptions): void;
  /**
   * Reads about `limit` characters of the files that changed, ahead of `analyze`. Returns whether anything is
   * left. The owner turns the event loop and collects garbage in between: the syntax trees need both.
   */
  readSome(limit: number): boolean;
  /** The same for the parsing that `statistics` needs; the files must have been read. */
  parseSome(limit: number): boolean;
  /**
   * Hands in PostgreSQL's parser, which takes a while to load. Until then what SQL scripts say is not known; no
   * finding depends on it.
   */
  provideSqlParser?(parser: SqlParser): void;
  /** All findings of the present state. Cheap when nothing changed. */
  analyze(): Analysis;
  /**
   * Does a part of what `analyze` does for single functions: about `limit` characters of source. Returns whether
   * anything is left. The owner collects garbage in between, as for `readSome`.
   */
  analyzeSome(limit: number): boolean;
  /** The same for the functions of the files that `prioritize` named. Returns whether anything at all is left. */
  analyzeUrgent(limit: number): boolean;
  /** Characters of the functions that were analysed up to now, results that still held left out. */
  readonly analysedCharacters: number;
  /** The findings as far as the functions are analysed; those that wait have none yet. */
  findingsSoFar(): Analysis;
  /** Files whose functions are analysed before all others: those that are open. */
  prioritize(paths: ReadonlySet<string>): void;
  statistics(): Statistics;
}

/** A workspace that also tells what its findings come from, for the features of the editor. */
export interface IndexedWorkspace extends Workspace {
  /** The present state: to be asked for again after a change. */
  readonly index: WorkspaceIndex;
  provideSqlParser(parser: SqlParser): void;
}

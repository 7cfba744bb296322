import type { Finding } from "../base/finding";
import type { Settings } from "../engine/settings";
import type { Analysis } from "../engine/workspace";
import type { EditorWorkspace } from "../features/editorWorkspace";
import type { EntityTable } from "../index/entities/entityTable";
import type { SqlParser } from "../syntax/sql/sqlParser";
import { excludeTest } from "../files/globPattern";
import type { EngineParts } from "./engineParts";
import { folderOf, isWithin } from "./uris";

/** `single-files`: the folder of files that are open but in no workspace folder; what lies deeper is not read. */
export type FolderKind = "workspace" | "single-files";

export interface FolderSettings {
  readonly settings: Settings;
  readonly pgMajor: number;
}

/** Characters of functions that are analysed as soon as something has changed: the rest waits for a moment of idleness. */
const charactersAtOnce = 60_000;

const toolFolders = /(^|\/)(\.git|\.hg|\.svn|node_modules)\//;

/** One folder with its texts and its analysis. Synchronous; the indexer and the handlers bring the texts. */
export class WorkspaceFolder {
  /** `stopped`: the user cancelled the indexing. What is known is not enough to accuse anybody, so nothing is shown. */
  state: "indexing" | "ready" | "stopped" = "indexing";
  /** Whether something changed since the last analysis. */
  isStale = true;
  private workspace: ReturnType<EngineParts["createWorkspace"]> | undefined;
  private readonly texts = new Map<string, string>();
  private applied: FolderSettings | undefined;
  private isExcluded: (relativePath: string) => boolean = () => false;
  private analysis: Analysis | undefined;
  private hasMore = false;
  private hasScripts = false;
  private hasSqlParser = false;

  constructor(
    readonly root: string,
    readonly kind: FolderKind,
    private readonly parts: EngineParts,
  ) {}

  get fileCount(): number {
    return this.texts.size;
  }

  get exclude(): readonly string[] {
    const exclude = this.applied?.settings.exclude ?? [];
    return this.kind === "single-files" ? [...exclude, "*/**"] : exclude;
  }

  paths(): readonly string[] {
    return [...this.texts.keys()];
  }

  text(path: string): string | undefined {
    return this.texts.get(path);
  }

  contains(path: string): boolean {
    return this.kind === "workspace" ? isWithin(path, this.root) : folderOf(path) === this.root;
  }

  /** Whether the file takes part in the analysis. Nothing does before the folder is configured. */
  wants(path: string): boolean {
    if (this.workspace === undefined || !this.contains(path) || !this.workspace.wants(path)) return false;
    const relativePath = path.slice(this.root.length).replace(/^\//, "");
    return !toolFolders.test(relativePath) && !this.isExcluded(relativePath);
  }

  /** Returns whether other files take part in the analysis than before, so that the folder must be read again. */
  configure(next: FolderSettings): boolean {
    const before = this.applied;
    this.applied = next;
    if (this.workspace === undefined) this.workspace = this.parts.createWorkspace(this.root, next);
    else if (JSON.stringify(before) === JSON.stringify(next)) return false;
    else this.workspace.configure(next);
    this.isStale = true;
    this.isExcluded = excludeTest(next.settings.exclude);
    // The first settings come before the first reading, which needs no repetition.
    return (
      before !== undefined &&
      JSON.stringify(before.settings.exclude) !== JSON.stringify(next.settings.exclude)
    );
  }

  /** Returns whether anything changed. */
  setText(path: string, text: string): boolean {
    if (!this.wants(path) || this.texts.get(path) === text) return false;
    this.texts.set(path, text);
    this.hasScripts ||= path.endsWith(".sql");
    this.workspace?.setFile(path, text);
    this.isStale = true;
    return true;
  }

  /** Returns whether the file was known. */
  remove(path: string): boolean {
    if (!this.texts.delete(path)) return false;
    this.workspace?.removeFile(path);
    this.isStale = true;
    return true;
  }

  /** Does a part of the next analysis, about `limit` characters of source. Returns whether there is more to do. */
  readSome(limit: number): boolean {
    return this.workspace?.readSome(limit) ?? false;
  }

  /** There are scripts that cannot be read yet. */
  get lacksSqlParser(): boolean {
    return this.hasScripts && !this.hasSqlParser;
  }

  provideSqlParser(parser: SqlParser): void {
    if (this.hasSqlParser) return;
    this.hasSqlParser = true;
    // No finding depends on it.
    this.workspace?.provideSqlParser?.(parser);
  }

  /** The findings of the present texts, as far as functions are analysed; those of open files as a rule are. */
  analyze(openFiles: Iterable<string> = []): Analysis {
    if (this.workspace === undefined) return { findings: new Map(), internalErrors: [] };
    if (this.analysis === undefined || this.isStale) {
      this.workspace.prioritize(new Set(openFiles));
      this.hasMore = this.workspace.analyzeUrgent(charactersAtOnce);
    }
    this.isStale = false;
    this.analysis = this.workspace.findingsSoFar();
    return this.analysis;
  }

  /** Functions wait for their analysis, and no edit that has to be analysed before them. */
  get hasWaitingFunctions(): boolean {
    return this.state === "ready" && this.hasMore && !this.isStale;
  }

  /**
   * Analyses some of the functions that wait: about `limit` characters of source. Returns how many characters were
   * really analysed: most results are known and still hold after an edit.
   */
  analyzeSome(limit: number): number {
    if (this.workspace === undefined) return 0;
    const before = this.workspace.analysedCharacters;
    this.hasMore = this.workspace.analyzeSome(limit);
    return Math.max(0, this.workspace.analysedCharacters - before);
  }

  /** Everything that has a name; undefined while the folder is not ready. */
  get entities(): EntityTable | undefined {
    return this.state === "ready" ? this.workspace?.index?.entities : undefined;
  }

  /** What the features of the editor look at; undefined while the folder is not ready. */
  get editorWorkspace(): EditorWorkspace | undefined {
    const index = this.state === "ready" ? this.workspace?.index : undefined;
    return index && { index, text: (path) => this.texts.get(path), paths: () => this.paths() };
  }

  /** The findings of a file as of the last analysis; none while the folder is not ready. */
  findings(path: string): readonly Finding[] {
    return this.state === "ready" ? (this.analysis?.findings.get(path) ?? []) : [];
  }

  /** The files with findings as of the last analysis. */
  allFindings(): ReadonlyMap<string, readonly Finding[]> {
    return this.state === "ready" && this.analysis !== undefined ? this.analysis.findings : new Map();
  }
}

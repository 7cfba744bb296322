import type { Finding } from "../base/finding";
import type { CFacts } from "../facts/cFacts";
import { EntityMemory } from "../index/entities/entityMemory";
import { EntityTable } from "../index/entities/entityTable";
import type { LibraryProgram } from "../index/libraryProgram";
import type { AnalysisOptions } from "../index/options";
import type { Library } from "../index/library";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { rules } from "../rules/registry";
import type { SqlParser } from "../syntax/sql/sqlParser";
import { AnalysedLibraries } from "./analysedLibraries";
import { definesBySource } from "./definesBySource";
import { CFiles } from "./cFiles";
import { FunctionAnalysis } from "./functionAnalysis";
import { functionParts, type FunctionParts } from "./functionParts";
import { withoutGuesses } from "./guesses";
import { isBuildOrSource } from "./isBuildOrSource";
import { LibraryPrograms } from "./libraryPrograms";
import { measure } from "./measure";
import { programOf } from "./programOf";
import { groupFindings } from "./publishable";
import { reanalysisOf } from "./reanalysis";
import { sameButRules } from "./sameButRules";
import { runWorkspaceRules } from "./runRules";
import { SqlScripts } from "./sqlScripts";
import { buildStructure, type Structure } from "./structure";
import type { Analysis, IndexedWorkspace, InternalError, Statistics, WorkspaceOptions } from "./workspace";

export function createWorkspace(
  root: string,
  options: WorkspaceOptions,
  parts: FunctionParts = functionParts,
): IndexedWorkspace {
  return new IncrementalWorkspace(root, options, parts);
}

const cPattern = /\.[ch]$/u;

/** What is known apart from the analysis of single functions, which goes on in parts. */
interface Known {
  readonly index: WorkspaceIndex;
  /** Of libraries and the workspace, before suppressions. */
  readonly findings: readonly Finding[];
  readonly internalErrors: readonly InternalError[];
}

class IncrementalWorkspace implements IndexedWorkspace {
  private readonly texts = new Map<string, string>();
  private readonly files: CFiles;
  private readonly scripts = new SqlScripts();
  private readonly entityMemory = new EntityMemory();
  private readonly libraries = new AnalysedLibraries();
  private structure: Structure | undefined;
  private readonly functions: FunctionAnalysis;
  private known: Known | undefined;
  private last: { readonly analysis: Analysis; readonly of: Known; readonly version: number } | undefined;
  private findings: ReadonlyMap<string, readonly Finding[]> = new Map();

  constructor(
    readonly root: string,
    private options: WorkspaceOptions,
    parts: FunctionParts,
  ) {
    this.functions = new FunctionAnalysis(parts);
    this.files = new CFiles(options.pgMajor, { learn: options.learnsMacros !== false });
  }

  wants(path: string): boolean {
    return isBuildOrSource(path) || SqlScripts.wants(path);
  }

  setFile(path: string, text: string): void {
    if (!this.wants(path) || this.texts.get(path) === text) return;
    const isC = cPattern.test(path);
    const isScript = SqlScripts.wants(path);
    if ((!isC && !isScript) || !this.texts.has(path)) this.structure = undefined;
    this.texts.set(path, text);
    if (isC) this.files.set(path, text);
    if (isScript) this.scripts.set(path, text);
    this.known = undefined;
  }

  removeFile(path: string): void {
    if (!this.texts.delete(path)) return;
    this.files.remove(path);
    this.scripts.remove(path);
    this.structure = undefined;
    this.known = undefined;
  }

  configure(options: WorkspaceOptions): void {
    if (JSON.stringify(options) === JSON.stringify(this.options)) return;
    if (options.pgMajor !== this.options.pgMajor) this.structure = undefined;
    this.files.setMajor(options.pgMajor);
    this.functions.forget({ keepsPrograms: sameButRules(options, this.options) });
    this.options = options;
    this.libraries.clear();
    this.known = undefined;
  }

  provideSqlParser(parser: SqlParser): void {
    this.scripts.provideParser(parser);
    this.known = undefined;
  }

  get index(): WorkspaceIndex {
    return this.refreshed().index;
  }

  readSome(limit: number): boolean {
    return this.files.readSome(limit);
  }

  parseSome(limit: number): boolean {
    return this.files.parseSome(limit);
  }

  analyze(): Analysis {
    this.analyzeSome(Infinity);
    return this.findingsSoFar();
  }

  prioritize(paths: ReadonlySet<string>): void {
    this.functions.prioritize(paths);
  }

  analyzeSome(limit: number): boolean {
    void this.refreshed();
    return this.functions.analyzeSome(limit);
  }

  analyzeUrgent(limit: number): boolean {
    void this.refreshed();
    return this.functions.analyzeUrgent(limit);
  }

  get analysedCharacters(): number {
    return this.functions.analysedCharacters;
  }

  findingsSoFar(): Analysis {
    const known = this.refreshed();
    const { version } = this.functions;
    if (this.last?.of === known && this.last.version === version) return this.last.analysis;
    this.findings = groupFindings([...known.findings, ...this.functions.findings], this.findings, {
      files: this.files,
      settings: this.options.settings,
      isUndecided: (rule) => this.functions.mayStillFind(rule),
    });
    const internalErrors = [...known.internalErrors, ...this.functions.internalErrors];
    this.last = { analysis: { findings: this.findings, internalErrors }, of: known, version };
    return this.last.analysis;
  }

  private refreshed(): Known {
    if (this.known) return this.known;
    const structure = this.refresh();
    const options = this.analysisOptions();
    const { settings } = this.options;
    this.libraries.refresh(structure.libraries, {
      files: this.files,
      settings,
      options,
      createProgram: (library, earlier) => this.programOf(library, structure, earlier),
    });
    const { views } = this.libraries;
    const programs = new LibraryPrograms({
      structure,
      cFiles: this.files.byPath,
      memory: this.entityMemory,
      known: (library) => this.libraries.viewOf(library)?.program ?? this.functions.programOf(library),
      create: (library, earlier) => this.programOf(library, structure, earlier),
    });
    const index: WorkspaceIndex = {
      root: this.root,
      options,
      extensions: structure.extensions,
      libraries: structure.libraries,
      interfaceLibraries: views,
      cFiles: this.files.byPath,
      programFor: (path) => programs.withFile(path),
      entities: new EntityTable({
        ...structure,
        scripts: () => this.scripts.of(structure.extensions),
        interfaceLibraries: views,
        cFiles: this.files.byPath,
        memory: this.entityMemory,
        programOf: (library) => programs.of(library),
      }),
    };
    const outcomes = [...this.libraries.outcomes, runWorkspaceRules(rules, index, settings)];
    const findings = withoutGuesses(
      outcomes.flatMap((outcome) => outcome.findings),
      reanalysisOf(index, {
        resolver: structure.resolver,
        options: this.options,
        readOtherwise: this.readOtherwise,
      }),
    );
    const internalErrors = [this.files, ...outcomes].flatMap((one) => one.internalErrors);
    this.refreshFunctions(structure);
    this.known = { index, findings, internalErrors };
    return this.known;
  }

  private readonly readOtherwise = (facts: CFacts, about: string): CFacts =>
    this.files.readOtherwise(facts, about);

  private refreshFunctions(structure: Structure): void {
    this.functions.refresh(
      {
        structure,
        cFiles: this.files.byPath,
        settings: this.options.settings,
        options: this.analysisOptions(),
        programOfView: (library) => this.libraries.viewOf(library)?.program,
        createProgram: (library, cFiles, earlier) =>
          programOf(library, { cFiles, resolver: structure.resolver, options: this.options, earlier }),
        readOtherwise: this.readOtherwise,
      },
      this.files.takeChanges(),
    );
  }

  statistics(): Statistics {
    this.refresh();
    return measure(this.files.byPath);
  }

  /** Brings files and structure up to date. The build's `-D` flags can decide about includes, so this may take two turns. */
  private refresh(): Structure {
    if (this.files.refresh()) this.structure = undefined;
    if (this.structure) return this.structure;
    this.libraries.clear();
    const build = (): Structure =>
      buildStructure(this.root, this.texts, this.files.byPath, this.options.pgMajor);
    const first = build();
    const decides = this.files.setDefines(definesBySource(first.libraries)) && this.files.refresh();
    this.structure = decides ? build() : first;
    return this.structure;
  }

  private programOf(library: Library, { resolver }: Structure, earlier?: LibraryProgram): LibraryProgram {
    return programOf(library, { cFiles: this.files.byPath, resolver, options: this.options, earlier });
  }

  private analysisOptions(): AnalysisOptions {
    return { ...this.options.settings, pgMajor: this.options.pgMajor };
  }
}

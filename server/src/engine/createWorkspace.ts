import type { Finding } from "../base/finding";
import type { CFacts } from "../facts/cFacts";
import { EntityMemory } from "../index/entities/entityMemory";
import { EntityTable } from "../index/entities/entityTable";
import type { LibraryProgram } from "../index/libraryProgram";
import { LibraryView } from "../index/libraryView";
import type { AnalysisOptions } from "../index/options";
import type { Library } from "../index/library";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { rules } from "../rules/registry";
import type { SqlParser } from "../syntax/sql/sqlParser";
import { CFiles } from "./cFiles";
import { mayUseInterface, usesInterface } from "./interfaceUsers";
import { withoutGuesses } from "./guesses";
import { measure } from "./measure";
import { programOf } from "./programOf";
import { groupFindings } from "./publishable";
import { reanalysisOf } from "./reanalysis";
import { runLibraryRules, runWorkspaceRules, type RuleOutcome } from "./runRules";
import { SqlScripts } from "./sqlScripts";
import { buildStructure, type Structure } from "./structure";
import type { Analysis, IndexedWorkspace, Statistics, WorkspaceOptions } from "./workspace";

export function createWorkspace(root: string, options: WorkspaceOptions): IndexedWorkspace {
  return new IncrementalWorkspace(root, options);
}

const cPattern = /\.[ch]$/u;
const wantedPattern =
  /(?:\.[ch]|\.control|\.mk|\/(?:GNUm|M|m)akefile[^/]*|\/meson\.build|\/CMakeLists\.txt|\.cmake)$/u;

interface AnalysedLibrary {
  readonly library: Library;
  readonly files: readonly CFacts[];
  /** Undefined when the library does not use the interface. */
  readonly view: LibraryView | undefined;
  readonly outcome: RuleOutcome;
}

class IncrementalWorkspace implements IndexedWorkspace {
  private readonly texts = new Map<string, string>();
  private readonly files: CFiles;
  private readonly scripts = new SqlScripts();
  private readonly entityMemory = new EntityMemory();
  private libraries = new Map<string, AnalysedLibrary>();
  private structure: Structure | undefined;
  private last: { readonly analysis: Analysis; readonly index: WorkspaceIndex } | undefined;
  private findings: ReadonlyMap<string, readonly Finding[]> = new Map();

  constructor(
    readonly root: string,
    private options: WorkspaceOptions,
  ) {
    this.files = new CFiles(options.pgMajor, { learn: options.learnsMacros !== false });
  }

  wants(path: string): boolean {
    return wantedPattern.test(path) || SqlScripts.wants(path);
  }

  setFile(path: string, text: string): void {
    if (!this.wants(path) || this.texts.get(path) === text) return;
    const isC = cPattern.test(path);
    const isScript = SqlScripts.wants(path);
    if ((!isC && !isScript) || !this.texts.has(path)) this.structure = undefined;
    this.texts.set(path, text);
    if (isC) this.files.set(path, text);
    if (isScript) this.scripts.set(path, text);
    this.last = undefined;
  }

  removeFile(path: string): void {
    if (!this.texts.delete(path)) return;
    this.files.remove(path);
    this.scripts.remove(path);
    this.structure = undefined;
    this.last = undefined;
  }

  configure(options: WorkspaceOptions): void {
    if (JSON.stringify(options) === JSON.stringify(this.options)) return;
    if (options.pgMajor !== this.options.pgMajor) this.structure = undefined;
    this.files.setMajor(options.pgMajor);
    this.options = options;
    this.libraries = new Map();
    this.last = undefined;
  }

  provideSqlParser(parser: SqlParser): void {
    this.scripts.provideParser(parser);
    this.last = undefined;
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
    return this.refreshed().analysis;
  }

  private refreshed(): { readonly analysis: Analysis; readonly index: WorkspaceIndex } {
    if (this.last) return this.last;
    const structure = this.refresh();
    const { interfaceFiles } = this.files;
    const analysed = structure.libraries.map((library) =>
      this.analyseLibrary(library, structure, interfaceFiles),
    );
    this.libraries = new Map(analysed.map((entry) => [entry.library.id, entry]));
    const views = analysed.flatMap(({ view }) => view ?? []);
    const index: WorkspaceIndex = {
      root: this.root,
      options: this.analysisOptions(),
      extensions: structure.extensions,
      libraries: structure.libraries,
      interfaceLibraries: views,
      cFiles: this.files.byPath,
      entities: this.entityTable(structure, views),
    };
    const { settings } = this.options;
    const outcomes = [...analysed.map(({ outcome }) => outcome), runWorkspaceRules(rules, index, settings)];
    const all = withoutGuesses(
      outcomes.flatMap((outcome) => outcome.findings),
      reanalysisOf(index, {
        resolver: structure.resolver,
        options: this.options,
        readOtherwise: (facts, about) => this.files.readOtherwise(facts, about),
      }),
    );
    const internalErrors = [
      ...this.files.internalErrors,
      ...outcomes.flatMap((outcome) => outcome.internalErrors),
    ];
    this.findings = groupFindings(all, this.files, settings, this.findings);
    this.last = { analysis: { findings: this.findings, internalErrors }, index };
    return this.last;
  }

  statistics(): Statistics {
    this.refresh();
    return measure(this.files.byPath);
  }

  /** Brings files and structure up to date. The build's `-D` flags can decide about includes, so this may take two turns. */
  private refresh(): Structure {
    if (this.files.refresh()) this.structure = undefined;
    if (this.structure) return this.structure;
    this.libraries = new Map();
    let structure = buildStructure(this.root, this.texts, this.files.byPath, this.options.pgMajor);
    if (this.files.setDefines(definesBySource(structure.libraries)) && this.files.refresh()) {
      structure = buildStructure(this.root, this.texts, this.files.byPath, this.options.pgMajor);
    }
    this.structure = structure;
    return structure;
  }

  private analyseLibrary(
    library: Library,
    structure: Structure,
    interfaceFiles: ReadonlySet<string>,
  ): AnalysedLibrary {
    const known = this.libraries.get(library.id);
    if (!mayUseInterface(library, interfaceFiles))
      return known?.library === library ? known : unused(library);
    if (
      known?.view &&
      known.library === library &&
      known.files.every((file) => this.files.byPath.get(file.path) === file)
    )
      return known;
    const program = this.programOf(library, structure, known?.view?.program);
    if (!usesInterface(program, interfaceFiles)) return unused(library);
    const view = new LibraryView(library, program, this.analysisOptions(), known?.view);
    return {
      library,
      files: program.files,
      view,
      outcome: runLibraryRules(rules, view, this.options.settings),
    };
  }

  private programOf(library: Library, { resolver }: Structure, earlier?: LibraryProgram): LibraryProgram {
    return programOf(library, { cFiles: this.files.byPath, resolver, options: this.options, earlier });
  }

  private entityTable(structure: Structure, views: readonly LibraryView[]): EntityTable {
    const programs = new Map(views.map(({ library, program }) => [library, program]));
    return new EntityTable({
      ...structure,
      scripts: () => this.scripts.of(structure.extensions),
      interfaceLibraries: views,
      cFiles: this.files.byPath,
      memory: this.entityMemory,
      programOf: (library) => {
        const known = programs.get(library) ?? this.entityProgramOf(library, structure);
        programs.set(library, known);
        return known;
      },
    });
  }

  private entityProgramOf(library: Library, structure: Structure): LibraryProgram {
    const { byPath } = this.files;
    return this.entityMemory.program(
      library.id,
      structure,
      ({ files }) => files.every((file) => byPath.get(file.path) === file),
      (earlier) => this.programOf(library, structure, earlier),
    );
  }

  private analysisOptions(): AnalysisOptions {
    return { ...this.options.settings, pgMajor: this.options.pgMajor };
  }
}

function unused(library: Library): AnalysedLibrary {
  return { library, files: [], view: undefined, outcome: { findings: [], internalErrors: [] } };
}

/** The flags of each source that belongs to one library only. */
function definesBySource(libraries: readonly Library[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const defines = new Map<string, ReadonlyMap<string, string>>();
  const shared = new Set<string>();
  for (const library of libraries) {
    for (const source of library.sources) {
      if (defines.has(source)) shared.add(source);
      defines.set(source, library.defines);
    }
  }
  for (const source of shared) defines.delete(source);
  return defines;
}

import type { Finding } from "../base/finding";
import type { CFacts } from "../facts/cFacts";
import { LibraryProgram } from "../index/libraryProgram";
import { LibraryView } from "../index/libraryView";
import type { AnalysisOptions } from "../index/options";
import type { Library } from "../index/library";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { rules } from "../rules/registry";
import { CFiles } from "./cFiles";
import { groupFindings } from "./publishable";
import { runLibraryRules, runWorkspaceRules, type RuleOutcome } from "./runRules";
import { buildStructure, type Structure } from "./structure";
import type { Analysis, InternalError, Statistics, Workspace, WorkspaceOptions } from "./workspace";

export function createWorkspace(root: string, options: WorkspaceOptions): Workspace {
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

class IncrementalWorkspace implements Workspace {
  private readonly texts = new Map<string, string>();
  private readonly files: CFiles;
  private libraries = new Map<string, AnalysedLibrary>();
  private structure: Structure | undefined;
  private last: Analysis | undefined;
  private findings: ReadonlyMap<string, readonly Finding[]> = new Map();

  constructor(
    readonly root: string,
    private options: WorkspaceOptions,
  ) {
    this.files = new CFiles(options.pgMajor);
  }

  wants(path: string): boolean {
    return wantedPattern.test(path);
  }

  setFile(path: string, text: string): void {
    if (!this.wants(path) || this.texts.get(path) === text) return;
    const isC = cPattern.test(path);
    if (!isC || !this.texts.has(path)) this.structure = undefined;
    this.texts.set(path, text);
    if (isC) this.files.set(path, text);
    this.last = undefined;
  }

  removeFile(path: string): void {
    if (!this.texts.delete(path)) return;
    this.files.remove(path);
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

  readSome(limit: number): boolean {
    return this.files.readSome(limit);
  }

  parseSome(limit: number): boolean {
    return this.files.parseSome(limit);
  }

  analyze(): Analysis {
    if (this.last) return this.last;
    const structure = this.refresh();
    const interfaceFiles = this.interfaceFiles();
    const analysed = structure.libraries.map((library) =>
      this.analyseLibrary(library, structure, interfaceFiles),
    );
    this.libraries = new Map(analysed.map((entry) => [entry.library.id, entry]));
    const index: WorkspaceIndex = {
      root: this.root,
      options: this.analysisOptions(),
      extensions: structure.extensions,
      libraries: structure.libraries,
      interfaceLibraries: analysed.flatMap(({ view }) => view ?? []),
      cFiles: this.files.byPath,
    };
    const { settings } = this.options;
    const outcomes = [...analysed.map(({ outcome }) => outcome), runWorkspaceRules(rules, index, settings)];
    const all = outcomes.flatMap((outcome) => outcome.findings);
    const internalErrors = [
      ...this.files.internalErrors,
      ...outcomes.flatMap((outcome) => outcome.internalErrors),
    ];
    this.findings = groupFindings(all, this.files.byPath, settings, this.findings);
    this.last = { findings: this.findings, internalErrors };
    return this.last;
  }

  statistics(): Statistics {
    this.refresh();
    let functions = 0;
    let filesWithHoles = 0;
    let functionsWithHoles = 0;
    for (const facts of this.files.byPath.values()) {
      let hasHole = false;
      for (const { chunk } of facts.source.chunks) {
        const isFunction = chunk.kind === "function";
        if (isFunction) functions++;
        if (chunk.holes.length === 0) continue;
        hasHole = true;
        if (isFunction) functionsWithHoles++;
      }
      if (hasHole) filesWithHoles++;
    }
    return { files: this.files.byPath.size, functions, filesWithHoles, functionsWithHoles };
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
    const { noreturnFunctions } = this.options.settings;
    const program = new LibraryProgram(
      library,
      (path) => this.files.byPath.get(path),
      structure.resolver,
      new Set(noreturnFunctions),
    );
    if (!usesInterface(program, interfaceFiles)) return unused(library);
    const view = new LibraryView(library, program, this.analysisOptions());
    return {
      library,
      files: program.files,
      view,
      outcome: runLibraryRules(rules, view, this.options.settings),
    };
  }

  /** Files that mention the interface, its own header apart. */
  private interfaceFiles(): ReadonlySet<string> {
    const paths = new Set<string>();
    for (const [path, facts] of this.files.byPath)
      if (facts.mentionsInterface && !path.endsWith("/dynpgext.h")) paths.add(path);
    return paths;
  }

  private analysisOptions(): AnalysisOptions {
    return { ...this.options.settings, pgMajor: this.options.pgMajor };
  }
}

/** Cheap: without a source or any header that mentions the interface there is nothing to look for. */
function mayUseInterface(library: Library, interfaceFiles: ReadonlySet<string>): boolean {
  if (interfaceFiles.size === 0) return false;
  return (
    library.sources.some((path) => interfaceFiles.has(path)) ||
    [...interfaceFiles].some((path) => !path.endsWith(".c"))
  );
}

/** A source, or a header it includes, mentions the interface. A library that implements it is a loader and none of our business. */
function usesInterface(program: LibraryProgram, interfaceFiles: ReadonlySet<string>): boolean {
  if (
    program.files.some(
      (file) => file.functionsNamed("dynpgext_lookup_shmem").length > 0 && !file.path.endsWith("/dynpgext.h"),
    )
  )
    return false;
  return program.files.some((file) => interfaceFiles.has(file.path));
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

import type { Finding } from "../base/finding";
import { CFacts } from "../facts/cFacts";
import { LibraryProgram } from "../index/libraryProgram";
import { LibraryView } from "../index/libraryView";
import type { AnalysisOptions } from "../index/options";
import type { Library } from "../index/library";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { rules } from "../rules/registry";
import { learnMacros } from "../syntax/c/learnMacros";
import { readC } from "../syntax/c/readC";
import type { MaskKnowledge } from "../syntax/c/source";
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
  private readonly cFiles = new Map<string, CFacts>();
  private readonly dirty = new Set<string>();
  private libraries = new Map<string, AnalysedLibrary>();
  private structure: Structure | undefined;
  private knowledge: MaskKnowledge;
  private macrosChanged = true;
  private last: Analysis | undefined;
  private findings: ReadonlyMap<string, readonly Finding[]> = new Map();

  constructor(
    readonly root: string,
    private options: WorkspaceOptions,
  ) {
    this.knowledge = learnMacros([]);
  }

  wants(path: string): boolean {
    return wantedPattern.test(path);
  }

  setFile(path: string, text: string): void {
    if (!this.wants(path) || this.texts.get(path) === text) return;
    const isNew = !this.texts.has(path);
    this.texts.set(path, text);
    if (cPattern.test(path)) this.dirty.add(path);
    if (isNew || !cPattern.test(path)) this.structure = undefined;
    this.last = undefined;
  }

  removeFile(path: string): void {
    if (!this.texts.delete(path)) return;
    this.cFiles.delete(path);
    this.dirty.delete(path);
    this.structure = undefined;
    this.macrosChanged = true;
    this.last = undefined;
  }

  configure(options: WorkspaceOptions): void {
    if (JSON.stringify(options) === JSON.stringify(this.options)) return;
    if (options.pgMajor !== this.options.pgMajor) for (const path of this.cFiles.keys()) this.dirty.add(path);
    this.options = options;
    this.libraries = new Map();
    this.last = undefined;
  }

  analyze(): Analysis {
    if (this.last) return this.last;
    this.readDirtyFiles();
    this.structure ??= buildStructure(this.root, this.texts, this.cFiles);
    const { structure } = this;
    const interfaceFiles = this.interfaceFiles();
    const analysed = structure.libraries.map((library) =>
      this.analyseLibrary(library, structure, interfaceFiles),
    );
    this.libraries = new Map(analysed.map((entry) => [entry.library.id, entry]));
    const index: WorkspaceIndex = {
      root: this.root,
      options: this.analysisOptions(),
      extensions: structure.extensions,
      interfaceLibraries: analysed.flatMap(({ view }) => view ?? []),
      cFiles: this.cFiles,
    };
    const outcomes = [
      ...analysed.map(({ outcome }) => outcome),
      runWorkspaceRules(rules, index, this.options.settings),
    ];
    const all = outcomes.flatMap((outcome) => outcome.findings);
    const internalErrors: InternalError[] = outcomes.flatMap((outcome) => outcome.internalErrors);
    this.findings = groupFindings(all, this.cFiles, this.options.settings, this.findings);
    this.last = { findings: this.findings, internalErrors };
    return this.last;
  }

  statistics(): Statistics {
    this.readDirtyFiles();
    let functions = 0;
    let filesWithHoles = 0;
    let functionsWithHoles = 0;
    for (const facts of this.cFiles.values()) {
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
    return { files: this.cFiles.size, functions, filesWithHoles, functionsWithHoles };
  }

  private readDirtyFiles(): void {
    for (const path of this.dirty) this.readFile(path);
    this.dirty.clear();
    if (!this.macrosChanged) return;
    this.macrosChanged = false;
    const definitions = [...this.cFiles.values()].flatMap(({ source }) => source.macros);
    const knowledge = learnMacros(definitions);
    if (knowledge.key === this.knowledge.key) return;
    this.knowledge = knowledge;
    for (const path of this.cFiles.keys()) this.readFile(path);
  }

  private readFile(path: string): void {
    const text = this.texts.get(path);
    if (text === undefined) return;
    const before = this.cFiles.get(path);
    const source = readC(text, {
      pgMajor: this.options.pgMajor,
      knowledge: this.knowledge,
      defines: new Map(),
      ...(before ? { previous: before.source } : {}),
    });
    this.cFiles.set(path, new CFacts(path, source));
    if (
      !before ||
      !sameList(before.source.macros, source.macros, (a, b) => a.name === b.name && a.body === b.body)
    )
      this.macrosChanged = true;
    if (!before || !sameList(before.source.includes, source.includes, (a, b) => a.path === b.path))
      this.structure = undefined;
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
      known.files.every((file) => this.cFiles.get(file.path) === file)
    )
      return known;
    const { noreturnFunctions } = this.options.settings;
    const program = new LibraryProgram(
      library,
      (path) => this.cFiles.get(path),
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
    for (const [path, facts] of this.cFiles)
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

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, i) => same(item, b[i]!));
}

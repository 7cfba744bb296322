import type { Finding } from "../base/finding";
import type { CFacts } from "../facts/cFacts";
import type { Library } from "../index/library";
import type { LibraryProgram } from "../index/libraryProgram";
import type { AnalysisOptions } from "../index/options";
import { withoutGuessesIn } from "./functionGuesses";
import type { FunctionParts } from "./functionParts";
import { LibraryFunctions, type FunctionContext } from "./libraryFunctions";
import { enabledFunctionRules } from "./runRules";
import type { Settings } from "./settings";
import type { Structure } from "./structure";
import type { InternalError } from "./workspace";

/** The workspace as it is now. */
export interface AnalysedState {
  readonly structure: Structure;
  readonly cFiles: ReadonlyMap<string, CFacts>;
  readonly settings: Settings;
  readonly options: AnalysisOptions;
  /** The program that the rules about libraries look at; undefined when they do not look at the library. */
  programOfView(library: Library): LibraryProgram | undefined;
  createProgram(
    library: Library,
    cFiles: ReadonlyMap<string, CFacts>,
    earlier?: LibraryProgram,
  ): LibraryProgram;
  readOtherwise(facts: CFacts, about: string): CFacts;
}

/** To bring a library up to date costs about as much as to analyse this many characters for each of its files. */
const costPerFile = 20;

/**
 * The analysis of single functions over a whole workspace, in parts: first what is open in the editor, then the
 * rest. A large workspace takes a while, and typing must not wait for it.
 */
export class FunctionAnalysis {
  private libraries = new Map<string, LibraryFunctions>();
  /** The library that each file's functions are analysed in: the first that lists it, else the first that includes it. */
  private owners = new Map<string, string>();
  private areOwnersKnown = false;
  private stale = new Set<string>();
  private context: FunctionContext | undefined;
  private urgent: ReadonlySet<string> = new Set();
  private state: AnalysedState | undefined;
  private structure: Structure | undefined;
  private changes = 0;

  constructor(private readonly parts: FunctionParts) {}

  /** Grows whenever the findings may be others than before. */
  get version(): number {
    return this.changes;
  }

  /** Characters of the functions that were analysed, results that still held left out. */
  get analysedCharacters(): number {
    let sum = 0;
    for (const { analysedCharacters } of this.libraries.values()) sum += analysedCharacters;
    return sum;
  }

  /** Files to look at before all others: those that are open. */
  prioritize(paths: ReadonlySet<string>): void {
    this.urgent = paths;
  }

  /** The settings are others. `keepsPrograms`: only the rules are. */
  forget({ keepsPrograms }: { readonly keepsPrograms: boolean }): void {
    for (const [id, one] of this.libraries) {
      one.forget();
      if (!keepsPrograms) one.program = undefined;
      this.stale.add(id);
    }
    this.context = undefined;
    this.changes++;
  }

  /** The program that was made for a library, if it is still of the present state. */
  programOf(library: Library): LibraryProgram | undefined {
    const known = this.libraries.get(library.id);
    return known?.library === library && !this.stale.has(library.id) ? known.program : undefined;
  }

  /** Takes over the present state; `changed` are the C files that are others than before. Cheap. */
  refresh(state: AnalysedState, changed: ReadonlySet<string>): void {
    this.state = state;
    const rules = enabledFunctionRules(this.parts.rules, state.settings);
    this.context = this.contextOf(state, rules);
    if (rules.length === 0) return;
    if (state.structure !== this.structure) this.restructure(state.structure);
    for (const path of changed) {
      for (const [id, { program }] of this.libraries) if (program?.file(path)) this.stale.add(id);
    }
    if (changed.size > 0) this.changes++;
  }

  private restructure(structure: Structure): void {
    this.structure = structure;
    this.areOwnersKnown = false;
    this.owners = new Map();
    const before = this.libraries;
    this.libraries = new Map();
    for (const library of structure.libraries) {
      const functions = before.get(library.id) ?? new LibraryFunctions();
      functions.belongTo(library);
      this.libraries.set(library.id, functions);
      this.stale.add(library.id);
      for (const path of library.sources) if (!this.owners.has(path)) this.owners.set(path, library.id);
    }
    for (const id of this.stale) if (!this.libraries.has(id)) this.stale.delete(id);
    this.changes++;
  }

  private contextOf(state: AnalysedState, rules: FunctionContext["rules"]): FunctionContext {
    const { parts } = this;
    const { settings, options } = state;
    return {
      parts,
      rules,
      settings,
      options,
      withoutGuesses: (findings, view) =>
        withoutGuessesIn(view, findings, {
          parts,
          settings,
          readOtherwise: state.readOtherwise,
          programWith: (program, changed) =>
            state.createProgram(program.library, new Map([...state.cFiles, ...changed]), program),
        }),
    };
  }

  /** Everything was looked at in the present state. */
  get isComplete(): boolean {
    return !this.hasRules || (this.stale.size === 0 && this.waiting() === undefined);
  }

  /** The rule is one about functions, and some of them wait. */
  mayStillFind(rule: string): boolean {
    return !this.isComplete && this.context?.rules.some(({ id }) => id === rule) === true;
  }

  /** Analyses about `limit` characters of source. Returns whether anything is left. */
  analyzeSome(limit: number): boolean {
    if (!this.context || !this.hasRules) return false;
    let done = 0;
    while (done < limit) {
      const cost = this.step(this.context);
      if (cost === undefined) break;
      done += cost;
    }
    return !this.isComplete;
  }

  /** The same for what people look at: open files, and what has findings beside them. Returns whether anything at all is left. */
  analyzeUrgent(limit: number): boolean {
    const { context } = this;
    if (!context || !this.hasRules) return false;
    let done = 0;
    for (const id of this.urgentLibraries()) {
      const functions = this.libraries.get(id);
      if (functions && this.stale.has(id)) done += this.update(id, functions);
      while (functions?.isUrgent === true && done < limit) done += this.analyseIn(functions, context);
    }
    return !this.isComplete;
  }

  private get hasRules(): boolean {
    return (this.context?.rules.length ?? 0) > 0;
  }

  /** Returns what the step cost, in characters; undefined when there was nothing to do. */
  private step(context: FunctionContext): number | undefined {
    const urgent = this.urgentLibraries();
    for (const id of urgent) {
      const functions = this.libraries.get(id);
      if (functions && this.stale.has(id)) return this.update(id, functions);
      if (functions?.isDone === false) return this.analyseIn(functions, context);
    }
    for (const id of this.stale) return this.update(id, this.libraries.get(id)!);
    if (!this.areOwnersKnown) return this.shareOut();
    const functions = this.waiting();
    return functions && this.analyseIn(functions, context);
  }

  private analyseIn(functions: LibraryFunctions, context: FunctionContext): number {
    this.changes++;
    const cost = functions.analyseNext(context);
    if (functions.isDone) this.release(functions);
    return cost;
  }

  private release(functions: LibraryFunctions): void {
    const { library } = functions;
    const isKept = library !== undefined && this.state?.programOfView(library) !== undefined;
    functions.releaseModels((path) => isKept || this.urgent.has(path) || !path.endsWith(".c"));
  }

  private urgentLibraries(): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const path of this.urgent) {
      const id = this.owners.get(path);
      if (id !== undefined) ids.add(id);
    }
    return ids;
  }

  private update(id: string, functions: LibraryFunctions): number {
    this.stale.delete(id);
    const { state } = this;
    const { library } = functions;
    if (!state || !library) return 0;
    const program =
      state.programOfView(library) ?? state.createProgram(library, state.cFiles, functions.program);
    this.begin(id, functions, program);
    return program.files.length * costPerFile;
  }

  private begin(id: string, functions: LibraryFunctions, program: LibraryProgram): void {
    this.changes++;
    const owns = (path: string): boolean => this.owners.get(path) === id;
    functions.begin(program, this.parts, { owns, isUrgent: (path) => this.urgent.has(path) });
  }

  /** Gives each header to the first library that includes it, now that every library knows its files. */
  private shareOut(): number {
    this.areOwnersKnown = true;
    for (const [id, functions] of this.libraries) {
      const { program } = functions;
      const headers = program?.files.filter(({ path }) => !this.owners.has(path)) ?? [];
      for (const { path } of headers) this.owners.set(path, id);
      if (program && headers.length > 0) this.begin(id, functions, program);
    }
    return this.libraries.size * costPerFile;
  }

  private waiting(): LibraryFunctions | undefined {
    for (const functions of this.libraries.values()) if (!functions.isDone) return functions;
    return undefined;
  }

  get findings(): readonly Finding[] {
    return this.hasRules ? [...this.libraries.values()].flatMap(({ findings }) => findings) : [];
  }

  get internalErrors(): readonly InternalError[] {
    return this.hasRules ? [...this.libraries.values()].flatMap(({ internalErrors }) => internalErrors) : [];
  }
}

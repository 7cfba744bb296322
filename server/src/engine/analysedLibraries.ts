import type { CFacts } from "../facts/cFacts";
import type { Library } from "../index/library";
import type { LibraryProgram } from "../index/libraryProgram";
import { LibraryView } from "../index/libraryView";
import type { AnalysisOptions } from "../index/options";
import { rules } from "../rules/registry";
import type { CFiles } from "./cFiles";
import { mayUseInterface, usesInterface } from "./interfaceUsers";
import { runLibraryRules, type RuleOutcome } from "./runRules";
import type { Settings } from "./settings";

interface AnalysedLibrary {
  readonly library: Library;
  readonly files: readonly CFacts[];
  /** Undefined when the library does not use the interface. */
  readonly view: LibraryView | undefined;
  readonly outcome: RuleOutcome;
}

export interface LibraryContext {
  readonly files: Pick<CFiles, "byPath" | "interfaceFiles">;
  readonly settings: Settings;
  readonly options: AnalysisOptions;
  createProgram(library: Library, earlier?: LibraryProgram): LibraryProgram;
}

/** The libraries of a workspace with what the rules about whole libraries find. One that no edit has touched is kept as it is. */
export class AnalysedLibraries {
  private known = new Map<string, AnalysedLibrary>();

  get views(): readonly LibraryView[] {
    return [...this.known.values()].flatMap(({ view }) => view ?? []);
  }

  get outcomes(): readonly RuleOutcome[] {
    return [...this.known.values()].map(({ outcome }) => outcome);
  }

  /** Undefined when the library does not use the interface. */
  viewOf(library: Library): LibraryView | undefined {
    return this.known.get(library.id)?.view;
  }

  clear(): void {
    this.known = new Map();
  }

  refresh(libraries: readonly Library[], context: LibraryContext): void {
    this.known = new Map(libraries.map((library) => [library.id, this.analyse(library, context)]));
  }

  private analyse(library: Library, context: LibraryContext): AnalysedLibrary {
    const { byPath, interfaceFiles } = context.files;
    const known = this.known.get(library.id);
    if (!mayUseInterface(library, interfaceFiles))
      return known?.library === library ? known : unused(library);
    if (
      known?.view &&
      known.library === library &&
      known.files.every((file) => byPath.get(file.path) === file)
    )
      return known;
    const program = context.createProgram(library, known?.view?.program);
    if (!usesInterface(program, interfaceFiles)) return unused(library);
    const view = new LibraryView(library, program, context.options, known?.view);
    const outcome = runLibraryRules(rules, view, context.settings);
    return { library, files: program.files, view, outcome };
  }
}

function unused(library: Library): AnalysedLibrary {
  return { library, files: [], view: undefined, outcome: { findings: [], internalErrors: [] } };
}

import type { CFacts } from "../facts/cFacts";
import type { Finding } from "../base/finding";
import type { IncludeResolver } from "../index/includes";
import { LibraryView } from "../index/libraryView";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { rules } from "../rules/registry";
import { interfaceFilesOf, usesInterface } from "./interfaceUsers";
import { programOf } from "./programOf";
import { runLibraryRules, runWorkspaceRules } from "./runRules";
import type { WorkspaceOptions } from "./workspace";

/** The analysis of a workspace, to be done again with some of its files in another reading. */
export interface Reanalysis {
  readonly views: readonly LibraryView[];
  readonly cFiles: ReadonlyMap<string, CFacts>;
  /** A file read with what `Choice.about` names chosen the other way. */
  readOtherwise(facts: CFacts, about: string): CFacts;
  analyse(view: LibraryView, cFiles: ReadonlyMap<string, CFacts>): AnalysedAgain;
  findInWorkspace(views: readonly LibraryView[], cFiles: ReadonlyMap<string, CFacts>): readonly Finding[];
}

export interface AnalysedAgain {
  /** Undefined when the library does not use the interface then. */
  readonly view: LibraryView | undefined;
  readonly findings: readonly Finding[];
}

export interface ReanalysisParts extends Pick<Reanalysis, "readOtherwise"> {
  readonly resolver: IncludeResolver;
  readonly options: WorkspaceOptions;
}

export function reanalysisOf(index: WorkspaceIndex, parts: ReanalysisParts): Reanalysis {
  const { resolver, options, readOtherwise } = parts;
  return {
    views: index.interfaceLibraries,
    cFiles: index.cFiles,
    readOtherwise,
    analyse({ library, program: earlier }, cFiles) {
      const program = programOf(library, { cFiles, resolver, options, earlier });
      if (!usesInterface(program, interfaceFilesOf(cFiles))) return { view: undefined, findings: [] };
      const view = new LibraryView(library, program, index.options);
      return { view, findings: runLibraryRules(rules, view, options.settings).findings };
    },
    findInWorkspace(interfaceLibraries, cFiles) {
      const other = { ...index, interfaceLibraries, cFiles };
      return runWorkspaceRules(rules, other, options.settings).findings;
    },
  };
}

import type { EntityMemory } from "../index/entities/entityMemory";
import type { Library } from "../index/library";
import type { LibraryProgram } from "../index/libraryProgram";
import type { CFacts } from "../facts/cFacts";
import type { Structure } from "./structure";

export interface ProgramSources {
  readonly structure: Structure;
  readonly cFiles: ReadonlyMap<string, CFacts>;
  readonly memory: EntityMemory;
  /** The program that another analysis has made already. */
  known(library: Library): LibraryProgram | undefined;
  create(library: Library, earlier: LibraryProgram | undefined): LibraryProgram;
}

/** The programs of the libraries in one state of the workspace, made when something asks for them. */
export class LibraryPrograms {
  private readonly programs = new Map<Library, LibraryProgram>();

  constructor(private readonly sources: ProgramSources) {}

  of(library: Library): LibraryProgram {
    let program = this.programs.get(library);
    if (!program) {
      program = this.sources.known(library) ?? this.remembered(library);
      this.programs.set(library, program);
    }
    return program;
  }

  /** The program of the first library that a file belongs to; for a header the first that includes it. */
  withFile(path: string): LibraryProgram | undefined {
    const { libraries } = this.sources.structure;
    const library = libraries.find(({ sources }) => sources.includes(path));
    if (library) return this.of(library);
    for (const each of libraries) if (this.of(each).file(path)) return this.of(each);
    return undefined;
  }

  private remembered(library: Library): LibraryProgram {
    const { structure, cFiles, memory, create } = this.sources;
    return memory.program(
      library.id,
      structure,
      ({ files }) => files.every((file) => cFiles.get(file.path) === file),
      (earlier) => create(library, earlier),
    );
  }
}

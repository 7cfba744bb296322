import { CFacts } from "../../server/src/facts/cFacts";
import { IncludeResolver } from "../../server/src/index/includes";
import { LibraryProgram } from "../../server/src/index/libraryProgram";
import { LibraryView } from "../../server/src/index/libraryView";
import { defaultSettings } from "../../server/src/engine/settings";
import { learnMacros } from "../../server/src/syntax/c/learnMacros";
import { readC } from "../../server/src/syntax/c/readC";

/** One C text as a library of its own. */
export function analyseLibrary(text: string, pgMajor = 15): LibraryView {
  const path = "/library/example.c";
  const facts = new CFacts(path, readC(text, { pgMajor, knowledge: learnMacros([]), defines: new Map() }));
  const library = {
    id: "/library",
    name: "library",
    directory: "/library",
    sources: [path],
    system: "none" as const,
    isCertain: true,
    defines: new Map<string, string>(),
    includeDirectories: [],
    forcedIncludes: [],
    extensions: [],
  };
  const program = new LibraryProgram(
    library,
    () => facts,
    new IncludeResolver(new Set([path])),
    new Set(),
    pgMajor,
  );
  return new LibraryView(library, program, { ...defaultSettings, pgMajor });
}

/**
 * `shared_preload_libraries` as a settings file of the user has it; undefined when it says nothing. The last assignment
 * counts. Source: guc-file.l and SplitDirectoriesString in src/backend/utils/adt/varlena.c, REL_15_STABLE.
 */
export function userPreload(text: string): readonly string[] | undefined {
  const assignment =
    /^[ \t]*shared_preload_libraries[ \t]*(?:=[ \t]*|[ \t])(?:'((?:[^'\\\n]|''|\\.)*)'|([^\s#']+))/gim;
  let libraries: readonly string[] | undefined;
  for (const match of text.matchAll(assignment)) {
    const value = match[1] === undefined ? match[2]! : match[1].replace(/''/g, "'").replace(/\\(.)/g, "$1");
    libraries = [...value.matchAll(/[ \t]*(?:"((?:[^"]|"")*)"|([^,]*))[ \t]*(?:,|$)/g)]
      .map((item) => item[1]?.replace(/""/g, '"') ?? item[2]!.trim())
      .filter((library) => library !== "");
  }
  return libraries;
}

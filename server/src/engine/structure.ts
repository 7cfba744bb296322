/** The part of the index that edits inside function bodies do not change: extensions, build files, libraries, includes. */
import type { CFacts } from "../facts/cFacts";
import { buildLibraries, folderOf, type BuildFile } from "../index/buildLibraries";
import { readBuildFile, type BuildSurroundings } from "../index/readBuildFile";
import { IncludeResolver } from "../index/includes";
import type { Extension, Library } from "../index/library";
import { controlFileName } from "../syntax/control/controlFileName";
import { readControl } from "../syntax/control/readControl";

export interface Structure {
  readonly extensions: readonly Extension[];
  readonly libraries: readonly Library[];
  readonly buildFiles: readonly BuildFile[];
  readonly resolver: IncludeResolver;
}

export function buildStructure(
  root: string,
  texts: ReadonlyMap<string, string>,
  cFiles: ReadonlyMap<string, CFacts>,
  pgMajor: number,
): Structure {
  const paths = new Set(texts.keys());
  const resolver = new IncludeResolver(new Set(cFiles.keys()));
  // In the order of the paths, so that nothing depends on which file was read first.
  const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  const extensions = sorted.flatMap(([path, text]) => readExtension(path, text) ?? []);
  const surroundings: BuildSurroundings = {
    paths,
    pgMajor,
    textOf: (path) => texts.get(path),
    defaultVersionIn: (folder) => onlyVersionIn(folder, extensions),
  };
  const buildFiles = sorted.flatMap(([path, text]) => readBuildFile(path, text, surroundings) ?? []);
  const sources = [...cFiles.keys()].filter((path) => path.endsWith(".c")).sort();
  const includedSources = new Set<string>();
  for (const facts of cFiles.values()) {
    for (const include of facts.source.includes) {
      if (!include.path.endsWith(".c")) continue;
      const included = resolver.resolve(facts.path, include, []);
      if (included !== undefined && included !== facts.path) includedSources.add(included);
    }
  }
  const libraries = buildLibraries({ root, sources, buildFiles, extensions, includedSources });
  return { extensions, libraries, buildFiles, resolver };
}

function onlyVersionIn(folder: string, extensions: readonly Extension[]): string | undefined {
  const here = extensions.filter(({ path, isAuxiliary }) => folderOf(path) === folder && !isAuxiliary);
  return here.length === 1 ? here[0]!.version : undefined;
}

function readExtension(path: string, text: string): Extension | undefined {
  const name = controlFileName(path);
  if (!name) return undefined;
  const control = readControl(text);
  const version = name.version ?? control.entries.findLast((entry) => entry.key === "default_version")?.value;
  return {
    name: name.extension,
    path,
    control,
    ...(version === undefined ? {} : { version }),
    isAuxiliary: name.version !== undefined,
  };
}

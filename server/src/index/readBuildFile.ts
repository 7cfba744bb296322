import { makefileTargets, readMakefile } from "../syntax/makefile/readMakefile";
import type { MakefileSurroundings } from "../syntax/makefile/makeScope";
import { besideFile, type BuildTarget } from "../syntax/buildTarget";
import { cmakeTargets, readCMake } from "../syntax/cmake/readCMake";
import { mesonTargets, readMeson } from "../syntax/meson/readMeson";
import { folderOf, type BuildFile } from "./buildLibraries";

/** What a build file may ask of the workspace around it. */
export interface BuildSurroundings {
  readonly paths: ReadonlySet<string>;
  readonly pgMajor: number;
  textOf(path: string): string | undefined;
  /** `default_version` of the control file in a folder, when it has one only. */
  defaultVersionIn(folder: string): string | undefined;
}

/** Reads a build file of the workspace; undefined when `path` is none or says nothing about libraries. */
export function readBuildFile(
  path: string,
  text: string,
  surroundings: BuildSurroundings,
): BuildFile | undefined {
  const { paths } = surroundings;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^(?:GNUm|M|m)akefile$/u.test(name)) return readMakefileTargets(path, text, surroundings);
  if (name === "meson.build") return withTargets(path, mesonTargets(readMeson(text, { path })), []);
  if (name === "CMakeLists.txt") {
    const model = readCMake(text, { path, files: relativeFiles(path, paths) });
    const extensions = model.targets.flatMap(({ extension }) => extension ?? []);
    return withTargets(path, cmakeTargets(model), extensions, { hasOwnControl: false });
  }
  return undefined;
}

function withTargets(
  path: string,
  targets: readonly BuildTarget[],
  extensions: BuildFile["extensions"],
  { hasOwnControl } = { hasOwnControl: true },
): BuildFile | undefined {
  return targets.length === 0 ? undefined : { path, targets, extensions, hasOwnControl };
}

function readMakefileTargets(
  path: string,
  text: string,
  workspace: BuildSurroundings,
): BuildFile | undefined {
  const defaultVersion = workspace.defaultVersionIn(folderOf(path));
  const surroundings: MakefileSurroundings = {
    path,
    files: relativeFiles(path, workspace.paths),
    readInclude: (relative) => workspace.textOf(besideFile(path, relative)),
    known: { MAJORVERSION: String(workspace.pgMajor) },
    ...(defaultVersion === undefined ? {} : { defaultVersion }),
  };
  const model = readMakefile(text, surroundings);
  const targets = makefileTargets(model, surroundings);
  return withTargets(
    path,
    targets,
    model.extension.map(({ text: extension, path: file, span }) => {
      const isLiteral = span.end - span.start === extension.length;
      return { name: extension, ...(isLiteral ? { site: { path: file, ...span } } : {}) };
    }),
  );
}

/** Files below the folder of a build file, as it would name them. */
function relativeFiles(path: string, paths: ReadonlySet<string>): string[] {
  const prefix = `${folderOf(path)}/`;
  return [...paths].filter((other) => other.startsWith(prefix)).map((other) => other.slice(prefix.length));
}

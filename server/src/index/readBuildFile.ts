import { makefileTargets, readMakefile } from "../syntax/makefile/readMakefile";
import type { MakefileSurroundings } from "../syntax/makefile/makeScope";
import { besideFile } from "../syntax/buildTarget";
import { folderOf, type BuildFile } from "./buildLibraries";

/** Reads a build file of the workspace; undefined when `path` is none or says nothing about libraries. */
export function readBuildFile(
  path: string,
  text: string,
  paths: ReadonlySet<string>,
  textOf: (path: string) => string | undefined,
): BuildFile | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^(?:GNUm|M|m)akefile$/u.test(name)) return readMakefileTargets(path, text, paths, textOf);
  return undefined;
}

function readMakefileTargets(
  path: string,
  text: string,
  paths: ReadonlySet<string>,
  textOf: (path: string) => string | undefined,
): BuildFile | undefined {
  const surroundings: MakefileSurroundings = {
    path,
    files: relativeFiles(path, paths),
    readInclude: (relative) => textOf(besideFile(path, relative)),
  };
  const model = readMakefile(text, surroundings);
  const targets = makefileTargets(model, surroundings);
  if (targets.length === 0) return undefined;
  return { path, targets, extensions: model.extension.map((word) => ({ name: word.text })) };
}

/** Files below the folder of a build file, as it would name them. */
function relativeFiles(path: string, paths: ReadonlySet<string>): string[] {
  const prefix = `${folderOf(path)}/`;
  return [...paths].filter((other) => other.startsWith(prefix)).map((other) => other.slice(prefix.length));
}

import { join } from "node:path/posix";
import type { CMakeModel } from "../../../server/src/syntax/cmake/cmakeModel";
import { cmakeTargets, readCMake } from "../../../server/src/syntax/cmake/readCMake";
import type { DetectedProject } from "./pgxsProject";
import type { ProjectExtension } from "./project";
import { isMainControlFile, projectExtensions } from "./projectExtensions";
import type { ProjectTree } from "./projectTree";

/** The CMake project right in a folder; undefined when nothing in it is for a PostgreSQL server. */
export function cmakeProject(tree: ProjectTree): DetectedProject | undefined {
  const models = reachedModels(tree);
  if (models.length === 0) return undefined;
  const generated = models.flatMap((model) => omnigresExtensions(tree, model));
  const controls = tree.paths.filter(isMainControlFile);
  const isForPostgres = models.some(({ text }) => /postgres|pg_config/i.test(text));
  if (generated.length + controls.length === 0 && !isForPostgres) return undefined;
  const written = projectExtensions(tree, controls);
  const named = new Set(generated.map((extension) => extension.name));
  const targets = models.flatMap(({ model }) => cmakeTargets(model));
  const libraries = targets.filter((target) => target.kind === "library").map((target) => target.name);
  if (libraries.length + generated.length + written.length === 0) return undefined;
  return {
    system: "cmake",
    buildFile: `${tree.folder.replace(/\/$/, "")}/CMakeLists.txt`,
    extensions: [...written.filter((extension) => !named.has(extension.name)), ...generated],
    libraries: [...new Set(libraries)],
    wantsUsePgxs: false,
    regressTests: models.flatMap(({ model }) =>
      model.targets.flatMap((target) => (target.extension?.regress ?? []).map((word) => word.text)),
    ),
    isolationTests: [],
  };
}

interface ReadModel {
  readonly path: string;
  readonly text: string;
  readonly model: CMakeModel;
}

/** The CMakeLists.txt of the folder and of those that it adds, as far as they are named outright. */
function reachedModels(tree: ProjectTree): ReadModel[] {
  const models: ReadModel[] = [];
  const seen = new Set<string>();
  const queue = ["CMakeLists.txt"];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const text = seen.has(path) ? undefined : tree.textOf(path);
    seen.add(path);
    if (text === undefined) continue;
    const folder = path.slice(0, -"CMakeLists.txt".length);
    const files = tree.paths
      .filter((each) => each.startsWith(folder))
      .map((each) => each.slice(folder.length));
    const model = readCMake(text, { path, files });
    models.push({ path, text, model });
    for (const word of model.subdirectories) queue.push(join(folder, word.text, "CMakeLists.txt"));
  }
  return models;
}

/** Omnigres' `add_postgresql_extension` writes the control file itself, into the build folder. */
function omnigresExtensions(tree: ProjectTree, { path, model }: ReadModel): ProjectExtension[] {
  return model.targets.flatMap(({ extension }) => {
    if (extension === undefined) return [];
    const { name, version, requires } = extension;
    return [
      {
        name,
        controlFile: `${tree.folder.replace(/\/$/, "")}/${path}`,
        ...(version === undefined ? {} : { defaultVersion: version }),
        requires: requires.map((word) => word.text),
      },
    ];
  });
}

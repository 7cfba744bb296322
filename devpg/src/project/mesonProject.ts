import { mesonTargets, readMeson } from "../../../server/src/syntax/meson/readMeson";
import type { DetectedProject } from "./pgxsProject";
import { isMainControlFile, projectExtensions } from "./projectExtensions";
import type { ProjectTree } from "./projectTree";

/** The Meson project right in a folder; undefined when nothing in it is for a PostgreSQL server. */
export function mesonProject(tree: ProjectTree): DetectedProject | undefined {
  const text = tree.textOf("meson.build");
  if (text === undefined || readMeson(text, { path: "meson.build" }).project === undefined) return undefined;
  const files = tree.paths.filter((path) => /(^|\/)meson\.build$/.test(path));
  const controls = tree.paths.filter(isMainControlFile);
  const isForPostgres = files.some((path) => /pg_config|postgresql|libpq/.test(tree.textOf(path) ?? ""));
  if (controls.length === 0 && !isForPostgres) return undefined;
  const targets = files.flatMap((path) => mesonTargets(readMeson(tree.textOf(path) ?? "", { path })));
  const libraries = targets.filter((target) => target.kind === "library").map((target) => target.name);
  if (controls.length === 0 && libraries.length === 0) return undefined;
  return {
    system: "meson",
    buildFile: `${tree.folder.replace(/\/$/, "")}/meson.build`,
    extensions: projectExtensions(tree, controls),
    libraries: [...new Set(libraries)],
    wantsUsePgxs: false,
    regressTests: [],
    isolationTests: [],
  };
}

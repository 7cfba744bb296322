import { controlEntry, readControl } from "../../../server/src/syntax/control/readControl";
import type { MakefileModel } from "../../../server/src/syntax/makefile/makefileModel";
import { readMakefile } from "../../../server/src/syntax/makefile/readMakefile";
import type { Project } from "./project";
import { isMainControlFile, projectExtensions } from "./projectExtensions";
import type { ProjectTree } from "./projectTree";

/** The order in which GNU make looks. Source: GNU make manual, "What Name to Give Your Makefile". */
const makefileNames = ["GNUmakefile", "makefile", "Makefile"];

/** What of a project its build file and its control files tell. */
export type DetectedProject = Omit<Project, "folder" | "wantsDynpgextHeader">;

/** The PGXS project right in a folder; undefined when its Makefile never calls PGXS or makes nothing for a server. */
export function pgxsProject(tree: ProjectTree, pgMajor: number | undefined): DetectedProject | undefined {
  const read = pgxsMakefile(tree, pgMajor);
  if (read === undefined) return undefined;
  const { makefile, text, model } = read;
  const named = model.extension.map((word) => word.text);
  const modules = model.modules.map((word) => word.text);
  const libraries = [...(model.moduleBig === undefined ? [] : [model.moduleBig.text]), ...modules];
  if (named.length + libraries.length === 0 && !isOpen(model)) return undefined;
  // EXTENSION may name a file in a folder, or come from a shell command that only the build can run.
  const controls = tree.paths.filter((path) => !path.includes("/") && isMainControlFile(path));
  const written = named.map((name) => `${name}.control`).filter((path) => tree.paths.includes(path));
  const paths = written.length > 0 || !isOpen(model) ? written : controls;
  return {
    system: "pgxs",
    buildFile: `${tree.folder.replace(/\/$/, "")}/${makefile}`,
    extensions: projectExtensions(tree, paths),
    libraries: [...new Set(libraries)],
    wantsUsePgxs: /^[ \t]*ifn?def[ \t]+USE_PGXS\b/m.test(text) || /\bifn?eq\b.*\bUSE_PGXS\b/.test(text),
    regressTests: model.regress.map((word) => word.text),
    isolationTests: model.isolation.map((word) => word.text),
  };
}

/** The Makefile right in a folder, when it calls PGXS. */
export function pgxsMakefile(
  tree: ProjectTree,
  pgMajor: number | undefined,
): { readonly makefile: string; readonly text: string; readonly model: MakefileModel } | undefined {
  const makefile = makefileNames.find((name) => tree.paths.includes(name));
  const text = makefile === undefined ? undefined : tree.textOf(makefile);
  if (makefile === undefined || text === undefined) return undefined;
  const model = readMakefile(text, surroundings(tree, makefile, pgMajor));
  return model.usesPgxs ? { makefile, text, model } : undefined;
}

/** A Makefile is here, and what it says of PGXS: for the message when nothing is found. */
export function hasForeignMakefile(tree: ProjectTree): boolean {
  return (
    makefileNames.some((name) => tree.paths.includes(name)) && pgxsProject(tree, undefined) === undefined
  );
}

/** Only the build can tell the names. */
function isOpen(model: MakefileModel): boolean {
  const names = ["EXTENSION", "MODULES", "MODULE_big"];
  return (
    model.uncertain.some((name) => names.includes(name)) ||
    model.includes.some((each) => !each.isRead && isOwn(each.text))
  );
}

/** An include of the project's own that cannot be read here, not PGXS. */
function isOwn(text: string): boolean {
  return !/PGXS|pgxs|contrib-global|Makefile\.global|Makefile\.shlib/.test(text);
}

function surroundings(
  tree: ProjectTree,
  makefile: string,
  pgMajor: number | undefined,
): Parameters<typeof readMakefile>[1] {
  const versions = tree.paths
    .filter((path) => !path.includes("/") && isMainControlFile(path))
    .map((path) => controlEntry(readControl(tree.textOf(path) ?? ""), "default_version")?.value);
  const [defaultVersion] = versions;
  return {
    path: makefile,
    files: tree.paths,
    readInclude: (path) => tree.textOf(path),
    ...(pgMajor === undefined ? {} : { known: { MAJORVERSION: String(pgMajor) } }),
    ...(versions.length === 1 && defaultVersion !== undefined ? { defaultVersion } : {}),
  };
}

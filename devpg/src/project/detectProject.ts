import { fail, ok, type Result } from "../../../server/src/base/result";
import { cmakeProject } from "./cmakeProject";
import { mesonProject } from "./mesonProject";
import { hasForeignMakefile, pgxsProject, type DetectedProject } from "./pgxsProject";
import type { Project } from "./project";
import { subtree, type ProjectTree } from "./projectTree";

/** How far below the folder an extension may be. */
const deepest = 3;

/**
 * Finds out what there is to build: the extension right in the folder, else the only one below it. A Makefile that
 * calls PGXS comes first, then Meson, then CMake, because that is what most projects that have several keep working.
 * Fails with `project-missing` and says what was looked for, `project-ambiguous` when several folders have one.
 */
export function detectProject(
  tree: ProjectTree,
  { pgMajor }: { readonly pgMajor?: number } = {},
): Result<Project> {
  const here = projectAt(tree, "", pgMajor);
  if (here !== undefined) return ok(here);
  const found = foldersOfBuildFiles(tree).flatMap((folder) => projectAt(tree, folder, pgMajor) ?? []);
  // A project of several folders is listed by its outermost one.
  const outermost = found.filter(
    (each) => !found.some((other) => each.folder.startsWith(`${other.folder}/`)),
  );
  const [only, ...others] = outermost;
  if (only === undefined) return missing(tree);
  if (others.length === 0) return ok(only);
  const names = outermost.map((each) => each.folder.slice(tree.folder.replace(/\/$/, "").length + 1));
  return fail(
    "project-ambiguous",
    `${tree.folder} has ${outermost.length} extensions, none of them in the folder itself: ${names.join(", ")}`,
    "Open, or name, the folder of the one to work on",
  );
}

function projectAt(tree: ProjectTree, folder: string, pgMajor: number | undefined): Project | undefined {
  const part = subtree(tree, folder);
  const detected: DetectedProject | undefined =
    pgxsProject(part, pgMajor) ?? mesonProject(part) ?? cmakeProject(part);
  if (detected === undefined) return undefined;
  return {
    folder: part.folder.replace(/(.)\/$/, "$1"),
    ...detected,
    wantsDynpgextHeader: wantsDynpgextHeader(part),
  };
}

function foldersOfBuildFiles({ paths }: ProjectTree): string[] {
  const folders = paths.flatMap((path) => {
    const match = /^(.*)\/(?:GNUmakefile|makefile|Makefile|meson\.build|CMakeLists\.txt)$/.exec(path);
    return match?.[1] !== undefined && match[1].split("/").length <= deepest ? [match[1]] : [];
  });
  return [...new Set(folders)].sort();
}

/** A source includes it, and no folder of the project has it. Where the build says `-I`, the compiler finds that first. */
function wantsDynpgextHeader({ paths, textOf }: ProjectTree): boolean {
  if (paths.some((path) => /(^|\/)dynpgext\.h$/.test(path))) return false;
  return paths.some(
    (path) =>
      /\.(?:c|h|cc|cpp|cxx|hpp)$/.test(path) &&
      /^[ \t]*#[ \t]*include[ \t]*["<](?:[^">\n]*\/)?dynpgext\.h[">]/m.test(textOf(path) ?? ""),
  );
}

function missing(tree: ProjectTree): Result<Project> {
  const why = hasForeignMakefile(tree)
    ? "Its Makefile does not include PGXS, so it cannot tell how to build against an installed PostgreSQL."
    : "It was looked for a Makefile that includes PGXS, a meson.build and a CMakeLists.txt for PostgreSQL, in the folder and below.";
  const control = tree.paths.find((path) => path.endsWith(".control"));
  const script = control === undefined ? "" : ` There is ${control}, but nothing that builds or installs it.`;
  return fail(
    "project-missing",
    `${tree.folder} has no PostgreSQL extension that could be built. ${why}${script}`,
    "Open the folder of the extension, or start one with `dynpgext new`",
  );
}

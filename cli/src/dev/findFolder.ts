import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isOwnedAlike } from "../../../devpg/src/host/isOwnedAlike";
import { fail, ok, type Result } from "../../../server/src/base/result";

/**
 * The folder to work in: the one given, else the nearest one from the current directory upwards that builds something
 * for PostgreSQL and belongs to the same owner, else the current directory (an extension may be below). Fails with
 * `folder-missing`.
 */
export async function findFolder(given: string | undefined, cwd: string): Promise<Result<string>> {
  if (given !== undefined) {
    const folder = resolve(cwd, given);
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() === true) return ok(folder);
    const what = found === undefined ? "no such folder" : "not a folder";
    return fail("folder-missing", `${given}: ${what}`, "Name the folder that the extension is in.");
  }
  for (let at = cwd; ; at = dirname(at)) {
    const sign = await signOfProject(at);
    if (sign !== undefined && (at === cwd || (await isOwnedAlike(join(at, sign), cwd)))) return ok(at);
    if (at === dirname(at)) return ok(cwd);
  }
}

/** The name of a control file, or of a build file that is the top of a build. */
async function signOfProject(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  const control = names.find((name) => name.endsWith(".control") && name !== ".control");
  if (control !== undefined) return control;
  for (const [name, isTop] of topBuildFiles) {
    if (names.includes(name) && isTop.test(await readFile(join(folder, name), "utf8").catch(() => "")))
      return name;
  }
  return undefined;
}

/** Build files, and what those in sub-folders of a project lack. */
const topBuildFiles: readonly (readonly [string, RegExp])[] = [
  ["GNUmakefile", /PGXS/],
  ["makefile", /PGXS/],
  ["Makefile", /PGXS/],
  ["meson.build", /^\s*project\s*\(/m],
  ["CMakeLists.txt", /^\s*project\s*\(/im],
];

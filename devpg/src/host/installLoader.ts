import { chmod, copyFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { bug } from "../../../server/src/base/bug";
import type { Installation } from "../plan/installation";
import { loaderProducts } from "../plan/planLoaderBuild";
import { makeReadable } from "./makeFolders";

/** Puts the bundled loader, as built in `folder`, into the private prefix. A running server keeps the file that it has. */
export async function installLoader(folder: string, installation: Installation): Promise<void> {
  const built = await readdir(folder);
  for (const { pattern, to, mode } of loaderProducts(installation)) {
    const names = built.filter((name) => pattern.test(name));
    if (names.length === 0) bug("a build of the loader that leaves nothing to install", pattern.source);
    await makeReadable(to);
    for (const name of names) {
      const unfinished = join(to, `.${name}.new`);
      await rm(unfinished, { force: true });
      await copyFile(join(folder, name), unfinished);
      await chmod(unfinished, mode);
      await rename(unfinished, join(to, name));
    }
  }
}

/** Everything of it is there. */
export async function isLoaderInstalled(installation: Installation): Promise<boolean> {
  for (const { pattern, to } of loaderProducts(installation)) {
    const names = await readdir(to).catch(() => []);
    if (!names.some((name) => pattern.test(name))) return false;
  }
  return true;
}

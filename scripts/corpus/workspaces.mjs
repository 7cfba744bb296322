/** Which folders make up which corpus. Each workspace is checked on its own, as an editor would open it. */
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

import { extensionPackages } from "./packages.mjs";
import { extensionsHome, serverHome } from "./places.mjs";

/** The corpora in the cache. `name` is also the name of the file with the expectations. */
export const knownCorpora = ["extensions", "contrib", "src"];

/**
 * `{ name, root, workspaces }`: paths of findings are relative to `root`, and `workspaces` are folders below it.
 * What is not in the cache is left out.
 */
export function corpusInCache(name) {
  if (name === "extensions") {
    return {
      name,
      root: extensionsHome,
      workspaces: extensionPackages.filter((one) => existsSync(path.join(extensionsHome, one))),
    };
  }
  return { name, root: serverHome, workspaces: existsSync(path.join(serverHome, name)) ? [name] : [] };
}

/**
 * The corpora of `CORPUS_DIR`: folders, separated as in `PATH`. A folder that holds nothing but folders stands
 * for these folders (`…/extensions`); any other is one workspace. Fails when one of them is not a folder.
 */
export function corporaOf(corpusDir) {
  return corpusDir
    .split(path.delimiter)
    .filter(Boolean)
    .map((given) => {
      const folder = path.resolve(given);
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
        throw new Error(`CORPUS_DIR: ${given} is not a folder.`);
      const visible = readdirSync(folder, { withFileTypes: true }).filter(
        (entry) => !entry.name.startsWith("."),
      );
      const name = path.basename(folder);
      if (visible.length > 0 && visible.every((entry) => entry.isDirectory())) {
        return { name, root: folder, workspaces: visible.map((entry) => entry.name).sort() };
      }
      return { name, root: path.dirname(folder), workspaces: [name] };
    });
}

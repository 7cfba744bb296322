import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The absolute path of the first of `names` that is an executable file on the PATH, else undefined. */
export function findExecutable(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** A Chromium for the headless workbench: `DYNPGEXT_CHROMIUM`, else what the PATH offers. */
export function findChromium() {
  const chosen = process.env.DYNPGEXT_CHROMIUM;
  if (chosen) return chosen;
  return findExecutable("chromium", "google-chrome", "google-chrome-stable", "chromium-browser");
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not ours to run: the next folder of the PATH is asked.
  }
}

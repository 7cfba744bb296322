import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { rightDevSettings, type GivenDevSettings } from "../project/devSettings";
import { absolutePath } from "./absolutePath";
import { isOwnedAlike } from "./isOwnedAlike";
import { isAccessible } from "./isAccessible";

/** What a project's `.dynpgext.json` says about the dev Postgres. */
export interface DevSettingsFile {
  /** Absolute. */
  readonly path: string;
  /** The members of `devpg` that are right, `pgConfig` absolute; `pgVersion` is the project's when `devpg` has none. */
  readonly values: GivenDevSettings;
  /** One sentence each, without a final period. */
  readonly problems: readonly string[];
}

const fileName = ".dynpgext.json";

/**
 * Reads the settings file of a folder: its own, else the nearest one above it in the same repository (a folder with
 * `.git` is the last that is looked into) that belongs to the same owner. Undefined when there is none.
 */
export async function readDevSettings(folder: string): Promise<DevSettingsFile | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, fileName);
    if ((await isAccessible(path)) && (at === folder || (await isOwnedAlike(path, folder))))
      return parse(path);
    if (at === dirname(at) || (await isAccessible(join(at, ".git")))) return undefined;
  }
}

async function parse(path: string): Promise<DevSettingsFile> {
  let file: unknown;
  try {
    file = JSON.parse((await readFile(path, "utf8")).replace(/^\ufeff/, ""));
  } catch (error) {
    return { path, values: {}, problems: [error instanceof Error ? error.message : String(error)] };
  }
  if (typeof file !== "object" || file === null || Array.isArray(file)) {
    return { path, values: {}, problems: ["the settings must be one JSON object"] };
  }
  const { devpg, pgVersion } = file as { devpg?: unknown; pgVersion?: unknown };
  const { values, problems } = rightDevSettings(devpg);
  // What is wrong with `pgVersion` itself is said by the check of the whole file.
  const shared = rightDevSettings(pgVersion === undefined ? {} : { pgVersion }).values;
  const { pgConfig } = values;
  const atFile = typeof pgConfig === "string" ? { pgConfig: absolutePath(pgConfig, dirname(path)) } : {};
  return { path, values: { ...shared, ...values, ...atFile }, problems };
}

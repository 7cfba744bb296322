import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  checkExtensionName,
  planNewExtension,
  type ExtensionKind,
  type TemplateBuildSystem,
} from "../project/template/newExtension";
import type { DevResult } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { problem } from "./problem";

export interface NewExtensionRequest {
  readonly name: string;
  readonly kind: ExtensionKind;
  readonly system: TemplateBuildSystem;
  /** Where the new folder goes. Absolute; it must not exist, or be empty. */
  readonly folder: string;
  /** Where the bundled loader's sources are, with `dynpgext.h`. */
  readonly loaderSource: string;
}

export interface WrittenExtension {
  readonly folder: string;
  /** Relative, sorted. */
  readonly files: readonly string[];
}

/**
 * Makes the folder of a new extension. It is written beside and renamed at the end, so that a folder under its own name
 * is a whole extension. Fails with `extension-name`, `folder-not-empty`, `disk-full`, `storage-not-writable`.
 */
export async function writeNewExtension(request: NewExtensionRequest): Promise<DevResult<WrittenExtension>> {
  const name = checkExtensionName(request.name);
  if (!name.ok) return name;
  const { folder } = request;
  const part = `${folder}.part-${process.pid}`;
  let isBegun = false;
  try {
    if (!(await isFree(folder)))
      return problem("folder-not-empty", `${folder} exists already and is not an empty folder`, {
        action: "Choose another name or another place; nothing was changed",
      });
    const header = await readFile(join(request.loaderSource, "include", "dynpgext.h"), "utf8");
    const files = planNewExtension({ ...request, dynpgextHeader: header });
    await mkdir(part, { recursive: true });
    isBegun = true;
    for (const [path, text] of files) {
      await mkdir(dirname(join(part, path)), { recursive: true });
      await writeFile(join(part, path), text, { flag: "wx" });
    }
    await rmdir(folder).catch(ignoreMissing);
    await rename(part, folder);
    return { ok: true, value: { folder, files: [...files.keys()].sort() } };
  } catch (error) {
    return fileProblem(error, `The extension could not be written to ${folder}`);
  } finally {
    if (isBegun) await rm(part, { recursive: true, force: true });
  }
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return true;
    if (code === "ENOTDIR") return false;
    throw error;
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

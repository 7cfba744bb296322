import { fileURLToPath, pathToFileURL } from "node:url";

/** The absolute path of a `file:` URI, with `/` separators and without a trailing slash. Undefined for other schemes. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  let path: string;
  try {
    path = fileURLToPath(uri);
  } catch {
    // A host name on a system that has none, or an encoded slash: no file of this machine.
    return undefined;
  }
  if (process.platform === "win32") {
    path = path.replaceAll("\\", "/").replace(/^[a-z]:/, (drive) => drive.toUpperCase());
  }
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1));
}

/** Whether `path` is the folder itself or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

import type { CFacts } from "../facts/cFacts";

const known = new WeakMap<readonly CFacts[], boolean>();

/** A file with all that it includes, of the workspace, is compiled for the server; remembered for the list. See `Program.isServerCode`. */
export function isServerCode(files: readonly CFacts[]): boolean {
  let isServer = known.get(files);
  if (isServer === undefined) {
    isServer = includesServer(files);
    known.set(files, isServer);
  }
  return isServer;
}

function includesServer(files: readonly CFacts[]): boolean {
  let isServer = false;
  for (const { source } of files) {
    for (const { path } of source.includes) {
      const name = path.slice(path.lastIndexOf("/") + 1);
      if (name === "postgres_fe.h") return false;
      if (name === "postgres.h") isServer = true;
    }
  }
  return isServer;
}

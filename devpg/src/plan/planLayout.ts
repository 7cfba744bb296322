import { basename, join } from "node:path/posix";
import type { Layout } from "./layout";

/** What decides where things live. The hashes are made by the caller: lower-case hex, eight digits. */
export interface LayoutFacts {
  /** Real path of the workspace folder. */
  readonly folder: string;
  readonly folderHash: string;
  /** Where all workspaces are, see `storageHomes`. */
  readonly home: string;
  readonly major: number;
  readonly socketFolder: string;
  /** Stands in for `<workspaceRoot>/<major>` when `make` could not live with that path. */
  readonly plainRoot: string;
}

/** All paths of one workspace and one major version. */
export function planLayout(facts: LayoutFacts): Layout {
  const workspaceRoot = workspaceRootOf(facts);
  const root = join(workspaceRoot, String(facts.major));
  const plain = isPlainPath(root) ? root : facts.plainRoot;
  return {
    workspaceRoot,
    folderRecord: join(workspaceRoot, "folder"),
    root,
    prefix: join(plain, "prefix"),
    data: join(root, "data"),
    log: join(root, "log"),
    build: join(plain, "build"),
    loader: isPlainPath(facts.home) ? join(facts.home, "loaders") : join(plain, "loaders"),
    socketFolder: facts.socketFolder,
    lockFile: join(workspaceRoot, "lock"),
  };
}

/** `<home>/<folder name>-<hash>`; the name is for people, and reduced to what every tool can take. */
export function workspaceRootOf(facts: Pick<LayoutFacts, "folder" | "folderHash" | "home">): string {
  const name = basename(facts.folder)
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "")
    .slice(0, 40);
  return join(facts.home, `${name === "" ? "workspace" : name}-${facts.folderHash}`);
}

/** PGXS puts paths unquoted into commands and lists: only such a path survives `make`, a shell and a compiler's `-I`. */
export function isPlainPath(path: string): boolean {
  return /^[A-Za-z0-9/._+@-]*$/.test(path);
}

/** Where the storage of all workspaces may be, the best first; as root, the last is for when the server's user cannot get to the others. */
export function storageHomes(
  env: Readonly<Record<string, string | undefined>>,
  userHome: string,
  isRoot: boolean,
): readonly string[] {
  const own = env["DYNPGEXT_HOME"];
  if (own !== undefined && own.startsWith("/")) return [own];
  const shared = env["XDG_DATA_HOME"];
  const first =
    shared !== undefined && shared.startsWith("/")
      ? join(shared, "dynpgext")
      : join(userHome, ".local", "share", "dynpgext");
  return isRoot ? [first, "/var/lib/dynpgext"] : [first];
}

/**
 * Longest path of a socket's folder, in bytes: 104 bytes are the smallest `sun_path` among the systems PostgreSQL runs on
 * (macOS; Linux has 108), less a final zero and `/.s.PGSQL.65535`. Source: UNIXSOCK_PATH, src/include/libpq/pqcomm.h, REL_15_STABLE.
 */
export const longestSocketFolder = 104 - 1 - "/.s.PGSQL.65535".length;

/** Folders for the socket, the best first: short, on a local disk, gone after a reboot. */
export function socketFolders(
  env: Readonly<Record<string, string | undefined>>,
  serverUid: number,
  rootHash: string,
): readonly string[] {
  const runtime = env["XDG_RUNTIME_DIR"];
  const shared = [`/tmp/dynpgext-${serverUid}-${rootHash}`, `/var/tmp/dynpgext-${serverUid}-${rootHash}`];
  const all =
    runtime !== undefined && runtime.startsWith("/")
      ? [join(runtime, `dynpgext-${rootHash}`), ...shared]
      : shared;
  // A comma or a quote would need care in `unix_socket_directories`; such a folder is passed over.
  return all.filter((path) => utf8Length(path) <= longestSocketFolder && isPlainPath(path));
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

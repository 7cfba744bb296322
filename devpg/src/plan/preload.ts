import type { LibrarySymbols } from "../interpret/elfSymbols";

/** A library of the project, as built. */
export interface BuiltLibrary {
  /** File name without its suffix, as `shared_preload_libraries` wants it. */
  readonly name: string;
  /** Absolute, installed. */
  readonly path: string;
  readonly symbols: LibrarySymbols;
}

/** What must be loaded before anybody connects, and why. */
export interface PreloadPlan {
  /** Names for `shared_preload_libraries` in order, without the loader. */
  readonly shared: readonly { readonly name: string; readonly reason: string }[];
  /** Names for `session_preload_libraries`: they change what a session does and need no place in the postmaster. */
  readonly session: readonly { readonly name: string; readonly reason: string }[];
  /** Libraries that use the interface: a loader has to be there, which says so when their DYNPGEXT_MAGIC is missing. */
  readonly dynpgext: readonly string[];
}

/**
 * What only works while the server starts; a library that asks for one of these wants to be there.
 * Source: src/backend/postmaster/bgworker.c RegisterBackgroundWorker, src/backend/storage/ipc/ipci.c
 * RequestAddinShmemSpace, src/backend/storage/lmgr/lwlock.c RequestNamedLWLockTranche,
 * src/backend/utils/init/miscinit.c, src/backend/access/transam/rmgr.c, REL_15_STABLE.
 */
const atServerStart = [
  "RegisterBackgroundWorker",
  "RequestAddinShmemSpace",
  "RequestNamedLWLockTranche",
  "RegisterCustomRmgr",
  "shmem_request_hook",
  "shmem_startup_hook",
  "ClientAuthentication_hook",
  "process_shared_preload_libraries_in_progress",
];

/** Decides by the symbols of the libraries, in the order in which they are given. */
export function planPreload(libraries: readonly BuiltLibrary[]): PreloadPlan {
  const shared: { name: string; reason: string }[] = [];
  const session: { name: string; reason: string }[] = [];
  const dynpgext: string[] = [];
  for (const { name, symbols } of libraries) {
    const hasMagic = symbols.exported.has("_Dynpgext_magic");
    if (hasMagic || usesInterface(symbols)) dynpgext.push(name);
    if (!symbols.exported.has("_PG_init")) continue;
    const needed = atServerStart.find((symbol) => symbols.imported.has(symbol));
    const hook = [...symbols.imported].find((symbol) => symbol.endsWith("_hook"));
    if (needed !== undefined)
      shared.push({ name, reason: `${name} uses ${needed}, which counts only while the server starts` });
    // A loader that loads it into the postmaster has run its _PG_init before anybody connects.
    else if (hook !== undefined && !hasMagic) session.push({ name, reason: `${name} uses ${hook}` });
  }
  return { shared, session, dynpgext };
}

/** Without its magic, too: such a library is the loader's to complain about. */
function usesInterface({ exported, imported }: LibrarySymbols): boolean {
  return exported.has("_Dynpgext_init") || imported.has("dynpgext_lookup_shmem");
}

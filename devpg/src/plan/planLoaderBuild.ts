import { join } from "node:path/posix";
import type { CommandPlan } from "./commandPlan";
import type { Installation } from "./installation";

/** The library and the extension of the bundled loader, see devpg/loader. */
export const bundledLoader = { library: "dynpgext_loader", extension: "dynpgext_dev" } as const;

/** What a build of the loader depends on; equal keys make equal libraries. */
export function loaderKey(sourcesHash: string, installation: Installation): string {
  return JSON.stringify([
    sourcesHash,
    installation.version,
    installation.cc,
    installation.bindir,
    loaderFlags,
  ]);
}

/** Readable in a debugger, and quick enough: it is on the way of every look-up. */
const loaderFlags = "-O1 -g";

/** The commands that build the loader in `folder`, which has a copy of its sources, and install it. */
export function planLoaderBuild(
  installation: Installation,
  folder: string,
  jobs: number,
): { readonly build: CommandPlan; readonly install: CommandPlan } {
  const settings = [`PG_CONFIG=${installation.pgConfig}`, "with_llvm=no", `LOADER_CFLAGS=${loaderFlags}`];
  // A `make` that runs us has said things to its children that are not meant for ours.
  const env = { MAKEFLAGS: undefined, MAKELEVEL: undefined, MFLAGS: undefined, USE_PGXS: undefined };
  return {
    build: { argv: ["make", `-j${jobs}`, ...settings], cwd: folder, env },
    install: { argv: ["make", "install", ...settings], cwd: folder, env },
  };
}

/** Files that must be there for the loader to count as installed. */
export function loaderFiles(installation: Installation): readonly string[] {
  const suffix =
    /-darwin|apple/.test(installation.variables["CONFIGURE"] ?? "") && installation.major >= 16
      ? ".dylib"
      : ".so";
  return [
    join(installation.pkglibdir, `${bundledLoader.library}${suffix}`),
    join(installation.sharedir, "extension", `${bundledLoader.extension}.control`),
  ];
}

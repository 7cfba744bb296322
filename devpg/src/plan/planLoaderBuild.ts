import { join } from "node:path/posix";
import type { CommandPlan } from "./commandPlan";
import type { Installation } from "./installation";

/** The library and the extension of the bundled loader, see devpg/loader. */
export const bundledLoader = { library: "dynpgext_loader", extension: "dynpgext_dev" } as const;

/** What a build of the loader depends on; equal keys make equal libraries, in whatever workspace. */
export function loaderKey(sourcesHash: string, system: Installation): string {
  const configured = system.variables["CONFIGURE"] ?? "";
  return JSON.stringify([sourcesHash, system.version, system.cc, system.bindir, configured, loaderFlags]);
}

/** Readable in a debugger, and quick enough: it is on the way of every look-up. */
const loaderFlags = "-O1 -g";

/** Builds the loader in `folder`, which has a copy of its sources and is going to be `home`. */
export function planLoaderBuild(
  installation: Installation,
  folder: string,
  { home, jobs }: { readonly home: string; readonly jobs: number },
): CommandPlan {
  const flags = `${loaderFlags} -fdebug-prefix-map=${folder}=${home}`;
  return {
    argv: [
      ...(["make", `-j${jobs}`, `PG_CONFIG=${installation.pgConfig}`] as const),
      ...["with_llvm=no", `LOADER_CFLAGS=${flags}`],
    ],
    cwd: folder,
    // A `make` that runs us has said things to its children that are not meant for ours.
    env: { MAKEFLAGS: undefined, MAKELEVEL: undefined, MFLAGS: undefined, USE_PGXS: undefined },
  };
}

/** What a build leaves to be installed, by name in its folder: as programs are, or as texts. */
export interface LoaderProduct {
  readonly pattern: RegExp;
  readonly to: string;
  readonly mode: number;
}

/** The suffix of a library is the system's business. */
export function loaderProducts({ pkglibdir, sharedir }: Installation): readonly LoaderProduct[] {
  const extension = join(sharedir, "extension");
  return [
    { pattern: /^dynpgext_loader\.(so|dylib|sl)$/, to: pkglibdir, mode: 0o755 },
    { pattern: /^dynpgext_dev\.control$/, to: extension, mode: 0o644 },
    { pattern: /^dynpgext_dev--.*\.sql$/, to: extension, mode: 0o644 },
  ];
}

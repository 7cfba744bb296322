import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { elfSymbols, type LibrarySymbols } from "../interpret/elfSymbols";
import { nmSymbols } from "../interpret/nmSymbols";
import type { Installation } from "../plan/installation";
import type { BuiltLibrary } from "../plan/preload";
import type { InstalledFile } from "./installRecord";
import { runProcess } from "./runProcess";

const nothing: LibrarySymbols = { exported: new Set(), imported: new Set() };

/** The libraries among installed files, with their symbols, named as `shared_preload_libraries` wants them. */
export async function readLibraries(
  files: readonly InstalledFile[],
  { pkglibdir }: Pick<Installation, "pkglibdir">,
): Promise<BuiltLibrary[]> {
  const libraries: BuiltLibrary[] = [];
  for (const { path } of files) {
    const match = /^(.*)\.(?:so|dylib)$/.exec(path);
    if (match === null || !path.startsWith(`${pkglibdir}/`)) continue;
    const inFolder = match[1]!.slice(pkglibdir.length + 1);
    // A name with a folder in it is not looked up in the folder of libraries.
    const name = inFolder.includes("/") ? `$libdir/${inFolder}` : basename(inFolder);
    libraries.push({ name, path, symbols: await symbolsOf(path) });
  }
  return libraries;
}

async function symbolsOf(path: string): Promise<LibrarySymbols> {
  const elf = elfSymbols(readFileSync(path));
  if (elf !== undefined) return elf;
  const plan = { argv: ["nm", "-g", "-P", path] as const, cwd: "/", env: {} };
  const outcome = await runProcess({ ...plan, argv: [...plan.argv] }, { timeoutMs: 30_000 });
  // Without symbols nothing is known to need preloading; the server will say so.
  if (!outcome.ok || outcome.value.exitCode !== 0) return nothing;
  return nmSymbols(outcome.value.stdout, { underscored: process.platform === "darwin" });
}

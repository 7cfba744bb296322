import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { controlEntry, controlList, readControl } from "../../../server/src/syntax/control/readControl";
import type { Installation } from "../plan/installation";
import type { BuiltLibrary } from "../plan/preload";
import { readLibraries } from "./readLibraries";

/**
 * The libraries of installed extensions that the given ones require, directly or not: CREATE EXTENSION … CASCADE makes
 * those too, and some of them work only when they were preloaded. Those that need others come behind them.
 */
export async function requiredLibraries(
  installation: Installation,
  names: readonly string[],
): Promise<readonly BuiltLibrary[]> {
  const own = new Set(names);
  const seen = new Set<string>();
  const paths: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const path = join(installation.sharedir, "extension", `${name}.control`);
    if (!existsSync(path)) return; // CREATE EXTENSION will say so.
    const control = readControl(readFileSync(path, "utf8"));
    for (const required of controlList(controlEntry(control, "requires")?.value ?? "")) visit(required);
    const module = controlEntry(control, "module_pathname")?.value;
    if (module !== undefined && !own.has(name)) paths.push(join(installation.pkglibdir, basename(module)));
  };
  for (const name of names) visit(name);
  const files = paths
    .flatMap((path) => [path, `${path}.so`, `${path}.dylib`])
    .filter((path) => /\.(?:so|dylib)$/.test(path) && existsSync(path))
    .map((path) => ({ path, hash: "", changedAtMs: 0 }));
  return readLibraries(files, installation);
}

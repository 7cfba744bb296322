import type { CompileEntry } from "../interpret/makeOutput";

/**
 * Entries that are known after a build: those it printed take the place of older ones for the same source and object;
 * older ones stay as long as their source does.
 */
export function mergeCompileEntries(
  known: readonly CompileEntry[],
  built: readonly CompileEntry[],
  { exists }: { readonly exists: (path: string) => boolean },
): readonly CompileEntry[] {
  const keyOf = (entry: CompileEntry): string => `${entry.file}\0${entry.output ?? ""}`;
  const merged = new Map(known.filter((entry) => exists(entry.file)).map((entry) => [keyOf(entry), entry]));
  for (const entry of built) merged.set(keyOf(entry), entry);
  return [...merged.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * The text of `compile_commands.json`. Folders that the build handed to the compiler by its environment are spelt out,
 * since clangd and cpptools see the arguments alone. Source: JSON Compilation Database, clang documentation.
 */
export function compileCommandsText(
  entries: readonly CompileEntry[],
  { includeFolders }: { readonly includeFolders: readonly string[] },
): string {
  const added = includeFolders.flatMap((folder) => ["-I", folder]);
  const shown = entries.map((entry) => ({ ...entry, arguments: [...entry.arguments, ...added] }));
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

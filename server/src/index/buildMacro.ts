import type { ScopedMacro } from "../flow/program";
import type { Library } from "./library";

/** A macro that the build of a library defines with `-D`. */
export function buildMacro(library: Library, name: string): readonly ScopedMacro[] {
  const value = library.defines.get(name) ?? (name === "EXT_VERSION" ? controlVersion(library) : undefined);
  if (value === undefined) return [];
  const nowhere = { start: 0, end: 0 };
  return [
    {
      macro: { ...nowhere, name, nameSpan: nowhere, body: value, bodySpan: nowhere },
      path: library.directory,
    },
  ];
}

/** Omnigres' build hands `default_version` to the compiler as EXT_VERSION. */
function controlVersion({ extensions }: Library): string | undefined {
  const versions = new Set(extensions.flatMap(({ version }) => version ?? []));
  return versions.size === 1 ? JSON.stringify([...versions][0]) : undefined;
}

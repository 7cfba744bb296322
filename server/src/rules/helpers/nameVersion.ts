/** The version inside a name of shared memory, and the versions that an extension has. */
import { literalPattern } from "../../base/literalPattern";
import type { Extension } from "../../index/library";
import { isVersionLike, namePrefix } from "./shmemNames";

/** The version that a name says, with its offset in the name. */
export interface NameVersion {
  readonly text: string;
  readonly offset: number;
}

/** The part after the extension's name, else a number with dots anywhere. */
export function versionIn(name: string): NameVersion | undefined {
  const second = /^[^:/]*[:/]([^:/]+)/u.exec(name);
  if (second && isVersionLike(second[1]!))
    return { text: second[1]!, offset: second[0].length - second[1]!.length };
  const dotted = /(?<![A-Za-z0-9.])v?\d+(?:\.\d+)+(?:-[A-Za-z]\w*)?(?![A-Za-z0-9.])/u.exec(name);
  return dotted ? { text: dotted[0], offset: dotted.index } : undefined;
}

/** The name contains the version, not as a part of another number or word. */
export function saysVersion(name: string, version: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9.])v?${literalPattern(version)}(?![A-Za-z0-9]|\\.\\d)`, "iu").test(name);
}

/** The extension whose memory a name speaks of: by its prefix, else the only one of the library. */
export function extensionOf(
  name: string,
  own: readonly Extension[],
  all: readonly Extension[],
): readonly Extension[] {
  const prefix = namePrefix(name) ?? name;
  const named = all.filter((extension) => extension.name === prefix);
  return named.length > 0 ? named : own;
}

/** Versions that can be relied on: a placeholder that the build fills in is none. */
export function knownVersions(extensions: readonly Extension[]): readonly string[] {
  return [
    ...new Set(
      extensions.flatMap(({ version }) =>
        version !== undefined && /^[\w.+~-]+$/u.test(version) ? version : [],
      ),
    ),
  ];
}

/** The name as the convention `extension:version:value` has it. */
export function withVersion(name: string, extension: string, version: string): string {
  const separator = /^[^:/]+([:/])/u.exec(name);
  if (separator && separator[0].slice(0, -1) === extension)
    return `${extension}${separator[1]}${version}${separator[1]}${name.slice(separator[0].length)}`;
  const rest = name.startsWith(extension)
    ? /^[_.\-:/]+(.+)$/u.exec(name.slice(extension.length))?.[1]
    : undefined;
  return `${extension}:${version}:${rest ?? name}`;
}

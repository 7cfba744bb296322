import type { Span } from "../base/span";

/** A macro that the build hands to the compiler with `-D`. */
export interface BuildDefine {
  readonly name: string;
  /** The C text of the value, `1` when none is given. Absent when only a build can tell. */
  readonly value?: string;
  readonly span: Span;
  /** The file in which it stands. */
  readonly path: string;
  /** False when only an undecided branch of a conditional brings it. */
  readonly certain: boolean;
}

/** What one build file links together, whatever the build system. */
export interface BuildTarget {
  readonly name: string;
  readonly kind: "library" | "program" | "objects";
  /** Paths of C (or C++, yacc, lex) sources relative to the folder of the build file. */
  readonly sources: readonly string[];
  readonly defines: readonly BuildDefine[];
  /** Relative to the folder of the build file, or absolute. */
  readonly includeDirs: readonly string[];
  /** Headers that the build puts before every source with `-include`, as written. */
  readonly forcedIncludes: readonly string[];
  readonly system: "pgxs" | "meson" | "cmake";
  /** False when sources may be missing or too many: an unknown part or an undecided conditional. */
  readonly certain: boolean;
  /** Where the target is named. */
  readonly span: Span;
}

/** `./a//b/../c` as `a/c`; leading `..` stay. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

/** `relative` as seen from the folder of the file `from`. */
export function besideFile(from: string, relative: string): string {
  if (relative.startsWith("/")) return normalPath(relative);
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  return normalPath(folder + relative);
}

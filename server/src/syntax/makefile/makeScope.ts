import type { Fragment, TracedText } from "../tracedText";

/** A piece of a Makefile as written, before expansion. */
export interface Written {
  readonly text: string;
  readonly path: string;
  readonly start: number;
}

export function cutWritten(written: Written, start: number, end: number): Written {
  return { text: written.text.slice(start, end), path: written.path, start: written.start + start };
}

export function trimWritten(written: Written): Written {
  const end = written.text.trimEnd().length;
  const start = Math.min(end, written.text.length - written.text.trimStart().length);
  return cutWritten(written, start, end);
}

/** One assignment's contribution to a variable. */
export type VariablePart = { readonly isUncertain: boolean } & (
  | { readonly kind: "written"; readonly written: Written }
  | { readonly kind: "expanded"; readonly fragments: readonly Fragment[] }
);

export interface MakeVariable {
  readonly parts: readonly VariablePart[];
  /** Set with `=` or `define`: expanded where it is used. */
  readonly isRecursive: boolean;
  /** An undecided conditional sets or adds to it. */
  readonly isUncertain: boolean;
  /** Undecided conditionals give it more than one value: `parts` are all of them. */
  readonly isAlternative: boolean;
}

/** The surroundings of a Makefile, handed in. */
export interface MakefileSurroundings {
  /** Of the Makefile itself, absolute or relative; included files get paths beside it. */
  readonly path: string;
  /** Files of the folder and below, relative to it, for `$(wildcard)`. Without them a wildcard is unknown. */
  readonly files?: readonly string[];
  /** The text of a file of the workspace, relative to the folder of the Makefile. */
  readonly readInclude?: (relativePath: string) => string | undefined;
  /** Variables that the build will set, for instance `MAJORVERSION`. */
  readonly known?: Readonly<Record<string, string>>;
  /** `default_version` of the control file: what the usual `$(shell grep default_version …)` prints. */
  readonly defaultVersion?: string;
}

/** Variables while a Makefile is read. */
export interface MakeScope {
  readonly variables: Map<string, MakeVariable>;
  readonly surroundings: MakefileSurroundings;
  /** How many more fragments may be made: bounds Makefiles that double a variable again and again. */
  budget: number;
}

/**
 * What an out-of-tree build with PGXS sets before the Makefile's own words count.
 * Source: src/makefiles/pgxs.mk and src/Makefile.global.in (srcdir, X), src/makefiles/Makefile.win32 (WIN32RES
 * elsewhere empty), REL_15_STABLE. `USE_PGXS=1` is how such builds of contrib-style Makefiles are started.
 */
const pgxsVariables: ReadonlyMap<string, string> = new Map([
  ["srcdir", "."],
  ["USE_PGXS", "1"],
  ["WIN32RES", ""],
  ["X", ""],
]);

/** The value of a variable that the Makefile itself does not set; undefined when only a build can tell. */
export function givenVariable(name: string, { surroundings }: MakeScope): string | undefined {
  const known = surroundings.known;
  if (known !== undefined && Object.hasOwn(known, name)) return known[name];
  // make runs in the folder of the Makefile.
  if (name === "CURDIR") return ".";
  if (name === "MAKEFILE_LIST") return surroundings.path.slice(surroundings.path.lastIndexOf("/") + 1);
  return pgxsVariables.get(name);
}

/** Expansion in progress: knows which variables it is inside of. */
export interface Expansion {
  readonly scope: MakeScope;
  expand(written: Written): TracedText;
  fragments(written: Written): Fragment[];
  parts(name: string, variable: MakeVariable): Fragment[];
}

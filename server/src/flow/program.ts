/** What flow analyses ask of the code around a function: name resolution inside one library. */
import type { Site, Span } from "../base/span";
import type { ApiFunction } from "../pg/api/apiFunction";
import type { Declarator, FunctionDefinition, StructDefinition, TypeName } from "../syntax/c/model";
import type { MacroDefinition } from "../syntax/c/source";

import type { Remembered } from "./remembered";

/** A function definition with its place in the workspace. Spans of its nodes are relative to `base`. */
export interface FunctionRef {
  readonly name: string;
  readonly path: string;
  /** Absolute offset of the chunk that holds the definition. */
  readonly base: number;
  /** Original text of that chunk. */
  readonly text: string;
  readonly definition: FunctionDefinition;
  /** Parts of the text, relative to its start, that are not compiled or belong to a branch that was not chosen. */
  readonly inactive?: readonly Span[];
}

export interface ScopedMacro {
  readonly macro: MacroDefinition;
  readonly path: string;
}

export interface GlobalVariable {
  readonly path: string;
  readonly base: number;
  readonly text: string;
  readonly declarator: Declarator;
  readonly isStatic: boolean;
  /** Nothing in the library assigns it or takes its address, so its initializer is its value. */
  readonly isConstant: boolean;
}

/** The code of one library as seen from one of its files. All look-ups are memoised. */
export interface Program {
  /** The function that a call to `name` in `path` certainly reaches, or undefined. */
  findFunction(name: string, path: string): FunctionRef | undefined;
  /** Every definition of a macro that `name` in `path` may mean. More than one is doubt about which. */
  findMacros(name: string, path: string): readonly ScopedMacro[];
  /** The expansion of a macro can tell something that no argument of it tells: it uses the interface, holds text, leaves the function, raises. */
  isTellingMacro(name: string): boolean;
  findGlobal(name: string, path: string): GlobalVariable | undefined;
  /** Names of variables that some code of the library assigns shared memory to, and of functions that return it. */
  readonly sharedNames: ReadonlySet<string>;
  /** The variables that the library itself defines at file level. */
  readonly globals: readonly GlobalVariable[];
  findEnumerator(name: string, path: string): number | undefined;
  /** The fields of a struct or union type, typedefs followed; undefined when not visible. */
  findStruct(type: TypeName, path: string): StructDefinition | undefined;
  /** The type with typedefs of the workspace followed. */
  resolveType(type: TypeName, path: string): TypeName;
  /**
   * The file is compiled for the server. In programs on the client's side `palloc` and `pfree` are `malloc` and `free`.
   * Source: src/common/fe_memutils.c, REL_15_STABLE.
   */
  isServerCode(path: string): boolean;
  /** Results of evaluations of its functions. */
  readonly remembered: Remembered;
  /** Major of PostgreSQL whose headers the code is compiled with. */
  readonly pgMajor: number;
  /** Functions that never return although nothing in the workspace shows it. */
  readonly noreturnFunctions: ReadonlySet<string>;
  /** Functions of the project whose behaviour towards memory the settings tell; see `apiFunctionFor`. */
  readonly memoryFunctions: ReadonlyMap<string, ApiFunction>;
}

/**
 * The site of a node of `fn`. It moves with the function when an edit before it does, so that what was found out
 * about the function stays true; a copy (`{ ...site }`) stays where the function was.
 */
export function siteIn(fn: { readonly path: string; readonly base: number }, { start, end }: Span): Site {
  return {
    path: fn.path,
    get start() {
      return fn.base + start;
    },
    get end() {
      return fn.base + end;
    },
  };
}

import type { FunctionRef } from "../../flow/program";
import type { LibraryProgram } from "../../index/libraryProgram";
import type { EditorWorkspace } from "../editorWorkspace";

export interface FoundFunction {
  readonly fn: FunctionRef;
  readonly program: LibraryProgram;
}

/** The function whose definition holds an offset, with the library that it is seen in. */
export function functionAt(
  { index }: EditorWorkspace,
  path: string,
  offset: number,
): FoundFunction | undefined {
  const program = index.programFor(path);
  const fn = program?.functions.find(
    ({ path: own, base, text }) => own === path && base <= offset && offset < base + text.length,
  );
  return program && fn && { fn, program };
}

/** What the variables of a library hold before any of its code has run. */
import type { TypeName } from "../../syntax/c/model";
import type { EntryPointName } from "../../pg/dynpgextInterface";
import type { GlobalVariable, Program } from "../program";
import type { Activation, Path, Run } from "./activation";
import { assignInitializer, fileActivation } from "./initializer";
import { zero, type Location } from "./value";

/** Longest initializer that is read in advance. */
const maxInitializerLength = 20_000;

/** The loader calls it before any other code of the library. */
const loadFunction: EntryPointName = "_Dynpgext_init";

/** The evaluation begins with the first code of the library that is ever run. */
export function isFirstCode({ root }: Run): boolean {
  return root.name === loadFunction;
}

/**
 * Puts workers and initialized tables of the library into the state. Those that nothing changes are read where
 * they are used, but for workers, which are handed on by address. Numbers may be settings: they stay unknown.
 */
export function initializeGlobals(activation: Activation, path: Path): void {
  const { program, dependencies } = activation.run;
  for (const global of program.globals) {
    const { initializer, name, type } = global.declarator;
    const resolved = program.resolveType(type, global.path);
    if (resolved.pointers > 0 && resolved.arrays.length === 0) continue;
    const isWorker = holdsWorker(program, resolved, global.path, 0);
    const isList = initializer?.kind === "initializerList";
    if (!isWorker && (global.isConstant || !isList)) continue;
    if (global.text.length > maxInitializerLength) continue;
    dependencies.addGlobal(name, global.path, global.isConstant);
    dependencies.addPlace(global.path, global.base + global.text.length);
    const location = globalRoot(global);
    if (initializer) assignInitializer(fileActivation(activation, global), location, type, initializer, path);
    else path.state.write(location, zero, undefined);
  }
}

function globalRoot({ isStatic, path, declarator: { name } }: GlobalVariable): Location {
  return { root: `${isStatic ? path : "*"}|${name}`, path: "", storage: "static", name };
}

function holdsWorker(program: Program, type: TypeName, path: string, depth: number): boolean {
  const resolved = program.resolveType(type, path);
  if (resolved.pointers > 0 || depth > 4) return false;
  if (resolved.base === "BackgroundWorker") return true;
  const struct = resolved.definition ?? program.findStruct({ ...resolved, arrays: [] }, path);
  return (
    struct?.kind === "struct" &&
    struct.fields.some((field) => holdsWorker(program, field.type, path, depth + 1))
  );
}

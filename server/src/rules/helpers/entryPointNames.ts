import { editDistance } from "../../base/editDistance";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { entryPoints, type EntryPointName } from "../../pg/dynpgextInterface";

const names = Object.keys(entryPoints) as EntryPointName[];

/** Words that authors use for an entry point, after the habits of other interfaces. */
const otherWords: Readonly<Record<string, EntryPointName>> = {
  initialize: "_Dynpgext_init",
  initialise: "_Dynpgext_init",
  deinit: "_Dynpgext_fini",
  finish: "_Dynpgext_fini",
  finalize: "_Dynpgext_fini",
  fin: "_Dynpgext_fini",
  preload: "_Dynpgext_eager_preload",
  eagerpreload: "_Dynpgext_eager_preload",
  eagerload: "_Dynpgext_eager_preload",
  eager: "_Dynpgext_eager_preload",
};

/**
 * The entry point that the name of a function nobody calls was certainly meant to be: it differs in case or
 * underscores, in a letter or two, or says it in another word.
 */
export function meantEntryPoint(view: LibraryView, fn: FunctionRef): EntryPointName | undefined {
  if (Object.hasOwn(entryPoints, fn.name)) return undefined;
  const meant = nearestTo(fn.name);
  if (!meant || view.program.files.some((file) => file.functionsNamed(meant).length > 0)) return undefined;
  return isOffered(view, fn, meant) ? meant : undefined;
}

const nearest = new Map<string, EntryPointName | undefined>();
const maxRemembered = 20_000;

/** Every function of a library is asked about at every keystroke. */
function nearestTo(name: string): EntryPointName | undefined {
  if (nearest.has(name)) return nearest.get(name);
  if (nearest.size >= maxRemembered) nearest.clear();
  const found = nearestEntryPoint(name);
  nearest.set(name, found);
  return found;
}

function nearestEntryPoint(name: string): EntryPointName | undefined {
  const plain = plainName(name);
  const word = otherWords[/^dynpgext(\w+)$/u.exec(plain)?.[1] ?? ""];
  if (word) return word;
  let best: EntryPointName | undefined;
  let bestDistance = 3;
  for (const candidate of names) {
    const distance = editDistance(plain, plainName(candidate), 2);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function plainName(name: string): string {
  return name.replace(/_/gu, "").toLowerCase();
}

/** Nothing in the library calls it or passes it on, and it has a shape that only the loader would call. */
function isOffered(view: LibraryView, fn: FunctionRef, meant: EntryPointName): boolean {
  const { parameters, isVariadic } = fn.definition;
  const takesHandle = parameters.some(({ type }) => type.base.replace(/^struct /u, "") === "dynpgext_handle");
  const takesNothing = parameters.length === 0 && !isVariadic;
  if (entryPoints[meant].takesHandle ? !takesHandle && !takesNothing : !takesNothing) return false;
  const word = new RegExp(String.raw`\b${fn.name}\b`, "gu");
  return view.files.every((file) => {
    const own = file.path === fn.path ? { start: fn.base, end: fn.base + fn.text.length } : undefined;
    const prototypes = file.declarations.prototypes.get(fn.name) ?? [];
    return [...withoutComments(file.text).matchAll(word)].every(
      ({ index }) =>
        (own && own.start <= index && index < own.end) ||
        prototypes.some(({ placed }) => placed.start <= index && index < placed.end),
    );
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?(?:\*\/|$)|\/\/[^\n]*/gu, (comment) => " ".repeat(comment.length));
}

/** What a file includes, and where an include that it lacks belongs. */
import type { TextEdit } from "../../base/textEdit";
import type { CFacts } from "../../facts/cFacts";
import type { LibraryView } from "../../index/libraryView";
import { isPostgresHeader, isSystemHeader } from "../../pg/headers";
import type { Include } from "../../syntax/c/source";
import { insertLineAfter } from "./insertLine";
import { conditionsAt } from "./plainCode";

/** Every `#include` that takes effect when `path` is compiled, those of workspace headers as well. */
export function includesOf(view: LibraryView, path: string): readonly Include[] {
  return view.program.visibleFrom(path).flatMap(({ source }) => source.includes);
}

/** `path` may get declarations from a header that nobody can look into: not the workspace's, PostgreSQL's or the system's. */
export function hasUnseenHeader(view: LibraryView, path: string): boolean {
  const files = view.program.visibleFrom(path);
  const isSeen = (include: string): boolean => {
    const name = include.slice(include.lastIndexOf("/") + 1);
    return files.some((file) => file.path.endsWith(`/${name}`));
  };
  const isOwn = (include: string): boolean =>
    isPostgresHeader(include) || isSystemHeader(include) || isSeen(include);
  if (view.library.forcedIncludes.some((include) => !isOwn(include))) return true;
  return files.some(
    (file) =>
      file.source.includes.some((include) => !isOwn(include.path)) ||
      // `#include MACRO`, and what stands in a branch that may be compiled all the same.
      /^[ \t]*#[ \t]*include[ \t]+[A-Za-z_]/mu.test(file.text) ||
      file.source.inactive.some(
        ({ certain, start, end }) =>
          !certain && includedIn(file.text.slice(start, end)).some((include) => !isOwn(include)),
      ),
  );
}

function includedIn(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)/gmu)].map((match) => match[1]!);
}

/** Adds an `#include` after the last one of a PostgreSQL header, else after the last one; undefined in a file without any. */
export function addInclude(file: CFacts, header: string): TextEdit | undefined {
  const unconditional = file.source.includes.filter(
    (include) => conditionsAt(file, include.start).length === 0,
  );
  const after = unconditional.findLast(({ path }) => isPostgresHeader(path)) ?? unconditional.at(-1);
  if (!after) return undefined;
  const directive = `#include ${after.isSystem ? `<${header}>` : `"${header}"`}`;
  return insertLineAfter(file.text, { path: file.path, start: after.start, end: after.end }, directive);
}

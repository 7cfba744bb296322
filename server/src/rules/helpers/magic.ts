/** Magic blocks of a library and where a missing one belongs. */
import type { Site } from "../../base/span";
import type { CFacts } from "../../facts/cFacts";
import type { LibraryView } from "../../index/libraryView";
import { codeMatches } from "./plainCode";

export interface Magics {
  /** Invocations in active code, in file order. */
  readonly sites: readonly Site[];
  /** The word also stands where it may or may not be an invocation: in a macro or in a branch that was not chosen. */
  readonly isDoubtful: boolean;
}

type MagicName = "PG_MODULE_MAGIC" | "DYNPGEXT_MAGIC";

/** Finds `PG_MODULE_MAGIC` (with `PG_MODULE_MAGIC_EXT`) or `DYNPGEXT_MAGIC` in a library. */
export function findMagics(view: LibraryView, name: MagicName): Magics {
  const found = ownFiles(view).map((file) => magicsIn(file, name));
  return {
    sites: found.flatMap(({ sites }) => sites),
    isDoubtful: found.some(({ isDoubtful }) => isDoubtful),
  };
}

const magicsOfFile = new WeakMap<CFacts, Map<MagicName, Magics>>();
const none: Magics = { sites: [], isDoubtful: false };

function magicsIn(file: CFacts, name: MagicName): Magics {
  let known = magicsOfFile.get(file);
  if (!known) {
    known = new Map();
    magicsOfFile.set(file, known);
  }
  const magics = known.get(name) ?? (file.text.includes(name) ? findIn(file, name) : none);
  known.set(name, magics);
  return magics;
}

function findIn(file: CFacts, name: MagicName): Magics {
  const pattern = name === "PG_MODULE_MAGIC" ? /\bPG_MODULE_MAGIC(?:_EXT)?\b/gu : /\bDYNPGEXT_MAGIC\b/gu;
  const { macros, inactive } = file.source;
  return {
    // The words themselves: `DYNPGEXT_MAGIC` of the published header needs no semicolon, so that it may seem part of what follows.
    sites: codeMatches(file, pattern).map(({ text, index }) => ({
      path: file.path,
      start: index,
      end: index + text.length,
    })),
    isDoubtful:
      macros.some(({ body }) => body.includes(name)) ||
      inactive.some(({ certain, start, end }) => !certain && file.text.slice(start, end).includes(name)),
  };
}

/** Files of the library, `dynpgext.h` itself apart. */
export function ownFiles(view: LibraryView): readonly CFacts[] {
  return view.files.filter((file) => !file.path.endsWith("/dynpgext.h"));
}

/** The file that a missing magic belongs into, and what to underline there: its `PG_MODULE_MAGIC`, else its include of `dynpgext.h`. */
export function magicAnchor(view: LibraryView): { readonly file: CFacts; readonly site: Site } | undefined {
  const init = view.entryPoint("_Dynpgext_init");
  const magics = findMagics(view, "PG_MODULE_MAGIC").sites;
  const sources = ownFiles(view).filter((file) => !file.isHeader);
  const file =
    sources.find((candidate) => candidate.path === init?.path) ??
    sources.find((candidate) => magics.some((site) => site.path === candidate.path)) ??
    sources.find((candidate) => candidate.mentionsInterface);
  if (!file) return undefined;
  const magic = magics.find((site) => site.path === file.path);
  if (magic) return { file, site: magic };
  const include =
    file.source.includes.find(({ path }) => /(?:^|\/)dynpgext\.h$/u.test(path)) ??
    file.source.includes.at(-1);
  if (include) return { file, site: { path: file.path, start: include.start, end: include.end } };
  return (
    init && {
      file,
      site: {
        path: file.path,
        start: init.base + init.definition.nameSpan.start,
        end: init.base + init.definition.nameSpan.end,
      },
    }
  );
}

import type { CFacts } from "../../facts/cFacts";
import type { Entity, EntityKind, Occurrence } from "../../index/entities/entity";
import { folderOf } from "../../index/buildLibraries";
import type { EditorWorkspace } from "../editorWorkspace";
import { siteOf } from "../findDefinitions";
import { occurrencesAt } from "../occurrencesAt";
import { behindIncludes } from "./insertionPlaces";
import type { Refactoring } from "./refactoring";

const suffixes: Partial<Record<EntityKind, string>> = {
  shmemName: "SHMEM",
  guc: "SETTING",
  lwlockTranche: "TRANCHE",
  shmemStruct: "STRUCT",
  dsmSegment: "SEGMENT",
};

/** For a name that stands as a literal: a `#define` of it, used in all places that its header or file reaches. */
export function extractName(
  workspace: EditorWorkspace,
  path: string,
  offset: number,
): readonly Refactoring[] {
  const { entities, cFiles } = workspace.index;
  const here = occurrencesAt(workspace, path, offset).find(
    ({ entity, form }) => form === "literal" && suffixes[entity.kind] !== undefined,
  );
  const file = cFiles.get(path);
  if (!here || !file || isInMacro(file, here)) return [];
  const literals = entities
    .occurrencesOf(here.entity)
    .filter((occurrence) => occurrence.form === "literal" && !inMacro(workspace, occurrence));
  const files = [...new Set(literals.map((occurrence) => occurrence.path))];
  const home = files.length > 1 ? sharedHeader(workspace, files) : file;
  const target = home ?? file;
  const replaced = home ? literals : literals.filter((occurrence) => occurrence.path === path);
  const macro = macroName(workspace, here.entity, path);
  const literal = file.text.slice(here.span.start, here.span.end);
  const at = behindIncludes(target);
  const gap = target.text.slice(0, at).endsWith("\n") || at === 0 ? "" : "\n";
  const define = `${gap}\n#define ${macro} ${literal}\n`;
  const edits = [
    { path: target.path, start: at, end: at, newText: at === 0 ? define.slice(1) : define },
    ...distinct(replaced).map((occurrence) => ({ ...siteOf(occurrence), newText: macro })),
  ];
  const where = target === file ? "" : ` in ${target.path.slice(target.path.lastIndexOf("/") + 1)}`;
  return [{ title: `Extract the name to #define ${macro}${where}`, kind: "extract", edits }];
}

/** One literal can be several occurrences: looked up and spelled. */
function distinct(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return [...new Map(occurrences.map((one) => [`${one.path}\0${one.span.start}`, one])).values()];
}

function inMacro({ index }: EditorWorkspace, occurrence: Occurrence): boolean {
  const file = index.cFiles.get(occurrence.path);
  return !file || isInMacro(file, occurrence);
}

function isInMacro({ source }: CFacts, { span }: Occurrence): boolean {
  return [...source.macros, ...source.doubtfulMacros].some(
    ({ bodySpan }) => bodySpan.start <= span.start && span.end <= bodySpan.end,
  );
}

/** A header of the same folder that all files include. */
function sharedHeader(
  { index: { entities } }: EditorWorkspace,
  paths: readonly string[],
): CFacts | undefined {
  const [first = "", ...others] = paths;
  const seen = entities.programWith(first)?.visibleFrom(first) ?? [];
  return seen.find(
    (file) =>
      file.isHeader &&
      !file.path.endsWith("/dynpgext.h") &&
      folderOf(file.path) === folderOf(first) &&
      others.every((other) => entities.programWith(other)?.visibleFrom(other).includes(file) === true),
  );
}

/** `MY_EXT_COUNTER_SHMEM` for `my_ext:1.0:counter`, not used yet. */
function macroName({ index }: EditorWorkspace, { name, kind }: Entity, path: string): string {
  const words = name
    .split(/[:/]+/u)
    .filter((part) => !/^v?\d/u.test(part))
    .map((part) =>
      part
        .replace(/[^A-Za-z0-9]+/gu, "_")
        .replace(/^_+|_+$/gu, "")
        .toUpperCase(),
    )
    .filter((part) => part !== "");
  const stem = [...words, suffixes[kind]].join("_").replace(/^(?=\d)/u, "N");
  const files = index.entities.programWith(path)?.files ?? [];
  const taken = (word: string): boolean =>
    files.some(({ text }) => new RegExp(String.raw`\b${word}\b`, "u").test(text));
  let candidate = stem;
  for (let i = 2; taken(candidate); i++) candidate = `${stem}_${i}`;
  return candidate;
}

/** Names of shared memory as the loader sees them, and where their text stands in the source. */
import { contains, type Site } from "../../base/span";
import { piecesOf } from "../../flow/evaluate/text";
import type { TextPiece, TextValue } from "../../flow/evaluate/value";
import type { Allocation, Lookup, NameArgument } from "../../index/interfaceUse";
import type { LibraryView } from "../../index/libraryView";
import type { WorkspaceIndex } from "../../index/workspaceIndex";
import { maxShmemNameBytes } from "../../pg/dynpgextInterface";

/** One text that a name can be, at one call of the interface. */
export interface NameUse<Call> {
  readonly view: LibraryView;
  readonly use: Call;
  readonly text: TextValue;
  /** What the loader tells memory apart by. */
  readonly key: string;
  /** What to underline. */
  readonly site: Site;
}

export function allocatedNames(index: WorkspaceIndex): readonly NameUse<Allocation>[] {
  return index.interfaceLibraries.flatMap((view) =>
    inRows(view.allocations.flatMap((use) => nameUses(view, use))),
  );
}

export function lookedUpNames(index: WorkspaceIndex): readonly NameUse<Lookup>[] {
  return index.interfaceLibraries.flatMap((view) =>
    inRows(view.lookups.flatMap((use) => nameUses(view, use))),
  );
}

export function nameUses<Call extends { readonly name: NameArgument }>(
  view: LibraryView,
  use: Call,
): readonly NameUse<Call>[] {
  return use.name.texts.map((text) => ({
    view,
    use,
    text,
    key: nameKey(text.text),
    site: nameSite(view, use.name, text),
  }));
}

/** An argument that is another name in another round of its loop: the literals of the table tell which is meant. */
function inRows<Call extends { readonly name: NameArgument }>(
  names: readonly NameUse<Call>[],
): readonly NameUse<Call>[] {
  const first = new Map<string, string>();
  const several = new Set<string>();
  const keyOf = ({ use: { name } }: NameUse<Call>): string => `${name.site.path}:${name.site.start}`;
  for (const name of names) {
    const key = keyOf(name);
    const { text } = name.text;
    if ((first.get(key) ?? text) !== text) several.add(key);
    first.set(key, text);
  }
  return names.map((name) => {
    const { literal } = name.text;
    const isRow = literal !== undefined && several.has(keyOf(name)) && !isInMacro(name.view, literal);
    return isRow ? { ...name, site: literal } : name;
  });
}

/** UTF-8 bytes of a text. A byte that was no valid UTF-8 stands as U+FFFD and counts once. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 || code === 0xfffd ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The part of a name that counts: up to a NUL, and no more bytes than the loader keeps. */
export function nameKey(text: string): string {
  const end = text.indexOf("\0");
  const whole = end < 0 ? text : text.slice(0, end);
  if (utf8Bytes(whole) <= maxShmemNameBytes) return whole;
  let key = "";
  let bytes = 0;
  for (const character of whole) {
    bytes += utf8Bytes(character);
    if (bytes > maxShmemNameBytes) break;
    key += character;
  }
  return key;
}

/** Some alternative of the name that is not known may be this text. */
export function mayBe(name: NameArgument, text: string): boolean {
  return (
    name.isArbitrary ||
    name.patterns.some(({ expression }) => new RegExp(`^(?:${expression})$`, "u").test(text))
  );
}

/**
 * The argument; of several texts that one argument can be, the literal of this one; inside the arguments of a
 * macro, the literal there.
 */
function nameSite(view: LibraryView, name: NameArgument, text: TextValue): Site {
  const argument = textAt(view, name.site);
  const literals = piecesOf(text).flatMap(({ literal }) => literal ?? []);
  if (name.texts.length > 1 && text.literal && !isInMacro(view, text.literal)) return text.literal;
  if (!/^\w+\s*\(/u.test(argument)) return name.site;
  return (
    literals.findLast((literal) => literal.path === name.site.path && contains(name.site, literal)) ??
    name.site
  );
}

export function textAt(view: LibraryView, site: Site): string {
  return view.files.find(({ path }) => path === site.path)?.text.slice(site.start, site.end) ?? "";
}

function isInMacro(view: LibraryView, site: Site): boolean {
  const file = view.files.find(({ path }) => path === site.path);
  return (
    file === undefined ||
    [...file.source.macros, ...file.source.doubtfulMacros].some(({ bodySpan }) => contains(bodySpan, site))
  );
}

/** The literal token of a piece when its text stands in the source exactly as it means, without escapes. */
export function plainLiteral(view: LibraryView, piece: TextPiece): Site | undefined {
  if (!piece.literal || textAt(view, piece.literal) !== `"${piece.text}"`) return undefined;
  return { ...piece.literal, start: piece.literal.start + 1, end: piece.literal.end - 1 };
}

/** The name up to its first separator; undefined for a name without parts. */
export function namePrefix(name: string): string | undefined {
  return /^([^:/]+)[:/]/u.exec(name)?.[1];
}

/** The text reads as a version: `1`, `0.2.14`, `v3`, `1.0-beta2`. */
export function isVersionLike(part: string): boolean {
  return /^v?\d+(?:[.\-_+]\w+)*$/iu.test(part);
}

export function quoted(name: string): string {
  return `"${name}"`;
}

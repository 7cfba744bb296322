/** The entries of the abstract store: what a key of it says about the parts and the array elements of a variable. */
import type { Site } from "../../base/span";
import { joinValues, mapValue, sameValue, type Value } from "./value";

/** Start of the keys under which a path notes the names it has found to be allocated. */
export const checkedPrefix = "checked|";

/** Where something was written: the field, designator or call, and the written expression where there is one. */
export interface WriteSite extends Site {
  readonly value?: Site;
  /** What was written there. */
  readonly held?: Value;
}

/** A write at a site, which goes on to move with it (see `siteIn`). */
export function writeSite(at: Site, details: Pick<WriteSite, "value" | "held"> = {}): WriteSite {
  return {
    path: at.path,
    get start() {
      return at.start;
    },
    get end() {
      return at.end;
    },
    ...details,
  };
}

/** The same with what was written there. */
export function heldAt(site: WriteSite, held: Value): WriteSite {
  return writeSite(site, site.value ? { value: site.value, held } : { held });
}

/** What one place holds and where it was last written. */
export interface Entry {
  readonly value: Value;
  readonly sites: readonly WriteSite[];
}

type Entries = ReadonlyMap<string, Entry>;

interface Found {
  readonly entry: Entry;
  readonly isOwn: boolean;
}

const maxSites = 4;

/** The step to an element whose index is not known. In a loop it is the element of this round. */
export const anyElement = "[?]";

/**
 * The entry that speaks for a part: its own, else that of the nearest whole that contains it. Of one element
 * also what was said of the element at hand, of the element at hand also what is known of every single one.
 */
export function findPart(entries: Entries, root: string, path: string): Found | undefined {
  const own = entries.get(root + path);
  if (own) return { entry: own, isOwn: true };
  const current = findCurrentElement(entries, root, path);
  if (current) return current;
  for (let whole = path; whole !== ""; whole = wholeOf(whole)) {
    const entry =
      entries.get(root + whole) ??
      (whole.includes(anyElement) ? joinElements(entries, root, whole) : undefined) ??
      (/\[\d/u.test(whole) ? entries.get(root + withAnyElement(whole)) : undefined);
    if (entry) return { entry, isOwn: whole === path };
  }
  const entry = path === "" ? undefined : entries.get(root);
  return entry && { entry, isOwn: false };
}

/** The same for a key, where a root and the path in it stand together. */
export function findKey(entries: Entries, key: string): Found | undefined {
  const name = key.lastIndexOf("|") + 1;
  const length = key.slice(name).search(/[.[]/u);
  return length < 0 ? undefined : findPart(entries, key.slice(0, name + length), key.slice(name + length));
}

/** The entry for the element at hand or a whole inside it. */
export function findCurrentElement(entries: Entries, root: string, path: string): Found | undefined {
  for (let whole = path; whole.includes(anyElement); whole = wholeOf(whole)) {
    const entry = entries.get(root + whole);
    if (entry) return { entry, isOwn: whole === path };
  }
  return undefined;
}

/** What holds for every element that says anything of the part; those that do not may be the end of a table. */
function joinElements(entries: Entries, root: string, path: string): Entry | undefined {
  const cut = path.indexOf(anyElement);
  const rest = path.slice(cut + anyElement.length);
  let result: Entry | undefined;
  for (const index of knownIndexes(entries, root + path.slice(0, cut))) {
    const found = findPart(entries, root, `${path.slice(0, cut)}[${index}]${rest}`);
    if (found?.isOwn) result = result ? joinEntry(result, found.entry) : found.entry;
  }
  return result;
}

/** Indexes of the elements of an array that have entries. */
export function knownIndexes(entries: Entries, array: string): readonly number[] {
  const indexes = new Set<number>();
  for (const key of entries.keys()) {
    if (!key.startsWith(array) || key[array.length] !== "[") continue;
    const index = Number.parseInt(key.slice(array.length + 1), 10);
    if (!Number.isNaN(index)) indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b);
}

/** The entries of other elements that change when one element is written: what is in them is one or the other. */
export function spreadToElements(
  entries: Entries,
  root: string,
  path: string,
  entry: Entry,
): readonly (readonly [string, Entry])[] {
  if (!path.includes(anyElement)) {
    const current = withAnyElement(path);
    const found = current === path ? undefined : findCurrentElement(entries, root, current);
    return found ? [[root + current, joinEntry(found.entry, entry)]] : [];
  }
  const steps = path.split(anyElement).map((text) => text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&"));
  const element = new RegExp(`^${steps.join("\\[\\d+\\]")}(?=[.[]|$)`, "u");
  const changed: [string, Entry][] = [];
  for (const [key, before] of entries) {
    if (!key.startsWith(root) || !element.test(key.slice(root.length))) continue;
    changed.push([key, joinEntry(before, entry)]);
  }
  return changed;
}

function withAnyElement(path: string): string {
  return path.replace(/\[\d+\]/gu, anyElement);
}

function wholeOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0));
}

/** `key` is a proper part of `prefix`: the next character starts a field or an element. */
export function isPart(key: string, prefix: string): boolean {
  if (key.length <= prefix.length || !key.startsWith(prefix)) return false;
  const next = key.charCodeAt(prefix.length);
  return next === 46 || next === 91;
}

export function joinEntry(a: Entry, b: Entry): Entry {
  const value = joinValues(a.value, b.value);
  const further = b.sites.filter(
    (site) => !a.sites.some((s) => s.path === site.path && s.start === site.start),
  );
  const sites =
    a.sites.length >= maxSites || further.length === 0
      ? a.sites
      : [...a.sites, ...further].slice(0, maxSites);
  return value === a.value && sites === a.sites ? a : { value, sites };
}

/** Something that only a check of a look-up does not explain is known on one side only, or differs. */
export function differBeyondChecks(a: Entries, b: Entries): boolean {
  return hasDifferent(a, b) || hasDifferent(b, a);
}

function hasDifferent(a: Entries, b: Entries): boolean {
  for (const [key, entry] of a) {
    if (key.startsWith(checkedPrefix)) continue;
    const there = b.get(key);
    if (!there || !isSameButForChecks(entry.value, there.value)) return true;
  }
  return false;
}

export function sameEntries(a: Entries, b: Entries): boolean {
  if (a.size !== b.size) return false;
  for (const [key, entry] of a) {
    const there = b.get(key);
    if (there !== entry && (!there || !sameValue(entry.value, there.value))) return false;
  }
  return true;
}

function isSameButForChecks(a: Value, b: Value): boolean {
  return sameValue(ignoreChecks(a), ignoreChecks(b));
}

function ignoreChecks(value: Value): Value {
  return mapValue(value, (one) => (one.kind === "lookup" ? { ...one, check: "none" } : one));
}

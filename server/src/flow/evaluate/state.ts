import type { Site } from "../../base/span";
import {
  alternatives,
  joinValues,
  mapValue,
  sameValue,
  unknown,
  type Location,
  type LookupValue,
  type Value,
} from "./value";

/** Where something was written: the field, designator or call, and the written expression where there is one. */
export interface WriteSite extends Site {
  readonly value?: Site;
}

/** What one place holds and where it was last written. */
export interface Entry {
  readonly value: Value;
  readonly sites: readonly WriteSite[];
}

const maxSites = 4;

/** Start of the keys under which a path notes the names it has found to be allocated. */
export const checkedPrefix = "checked|";

/**
 * The abstract store at one point of a path. A key is a location's root and path; an entry at `x` speaks
 * for every part of `x` that has no entry of its own (so `memset` is one entry).
 */
export class State {
  /** Two states share one map until either of them is written to. */
  private constructor(
    private entries: Map<string, Entry>,
    private isShared: boolean,
  ) {}

  static empty(): State {
    return new State(new Map(), false);
  }

  clone(): State {
    this.isShared = true;
    return new State(this.entries, true);
  }

  /** The map, for writing. */
  private own(): Map<string, Entry> {
    if (this.isShared) {
      this.entries = new Map(this.entries);
      this.isShared = false;
    }
    return this.entries;
  }

  /** Takes over what another state holds; that one must not be used afterwards. */
  assign(other: State): void {
    this.entries = other.entries;
    this.isShared = other.isShared;
  }

  /** The entry that speaks for a location: its own, else that of the nearest whole that contains it. */
  find(location: Location): { readonly entry: Entry; readonly isOwn: boolean } | undefined {
    const own = this.entries.get(location.root + location.path);
    if (own) return { entry: own, isOwn: true };
    let path = location.path;
    while (path !== "") {
      path = path.slice(0, Math.max(path.lastIndexOf("."), path.lastIndexOf("["), 0));
      const entry = this.entries.get(location.root + path);
      if (entry) return { entry, isOwn: false };
    }
    return undefined;
  }

  read(location: Location): Value {
    const found = this.find(location);
    if (location.path.includes("[?]") && !found?.isOwn)
      return this.readAnyElement(location) ?? found?.entry.value ?? unknown;
    return found?.entry.value ?? unknown;
  }

  /** The union over every element that `[?]` may mean; undefined when none is known. */
  private readAnyElement(location: Location): Value | undefined {
    const pattern = new RegExp(
      "^" + (location.root + location.path).split("[?]").map(escapePattern).join("\\[\\d+\\]") + "$",
      "u",
    );
    let result: Value | undefined;
    for (const [key, entry] of this.entries) {
      if (key.startsWith(location.root) && pattern.test(key))
        result = result ? joinValues(result, entry.value) : entry.value;
    }
    return result;
  }

  write(location: Location, value: Value, site: WriteSite | undefined): void {
    this.clearParts(location.root + location.path);
    if (value.kind === "unknown" && this.forgetOwn(location)) return;
    this.own().set(location.root + location.path, { value, sites: site ? [site] : [] });
  }

  /** Where nothing speaks for a location it is unknown: then no entry has to say so. Returns false when a whole speaks for it. */
  private forgetOwn(location: Location): boolean {
    const found = this.find(location);
    if (found?.isOwn) this.own().delete(location.root + location.path);
    return found === undefined || (found.isOwn && this.find(location) === undefined);
  }

  /** Copies a whole value with all of its parts, as `*to = *from` does. */
  copy(from: Location, to: Location, site: Site): void {
    const source = from.root + from.path;
    const target = to.root + to.path;
    const parts = [...this.entries].filter(([key]) => isPart(key, source));
    const whole = this.find(from)?.entry.value ?? unknown;
    this.write(to, whole, site);
    const entries = this.own();
    for (const [key, entry] of parts) entries.set(target + key.slice(source.length), entry);
  }

  /** Entries of the parts of a location, by their path below it. */
  parts(location: Location): ReadonlyMap<string, Entry> {
    const prefix = location.root + location.path;
    const result = new Map<string, Entry>();
    for (const [key, entry] of this.entries)
      if (isPart(key, prefix)) result.set(key.slice(prefix.length), entry);
    return result;
  }

  /** Forgets everything about roots for which `matches` holds. */
  forget(matches: (root: string) => boolean): void {
    for (const key of this.entries.keys()) {
      if (matches(key)) this.own().delete(key);
    }
  }

  private clearParts(prefix: string): void {
    for (const key of this.entries.keys()) if (isPart(key, prefix)) this.own().delete(key);
  }

  /** Records on every copy of a look-up's result what a comparison with NULL has shown. */
  refineLookup(id: string, check: LookupValue["check"]): void {
    for (const [key, entry] of this.entries) {
      if (!alternatives(entry.value).some((value) => value.kind === "lookup" && value.id === id)) continue;
      const value = mapValue(entry.value, (one) =>
        one.kind === "lookup" && one.id === id ? { ...one, check } : one,
      );
      this.own().set(key, { ...entry, value });
    }
  }

  /**
   * What holds after two paths meet. When a look-up is NULL on one of them only and anything else differs
   * too, a later condition may tell the paths apart: then NULL is forgotten. `isToldApart` says that
   * something outside the store differs.
   */
  join(other: State, options: { readonly isToldApart?: boolean } = {}): State {
    if (this.entries === other.entries) return this.clone();
    const mine = this.lookupChecks();
    const theirs = other.lookupChecks();
    const disputed = [...mine].filter(([id, check]) => {
      const there = theirs.get(id);
      return there !== undefined && there !== check && (check === "null" || there === "null");
    });
    if (disputed.length === 0) return this.joinEntries(other);
    if (options.isToldApart === true || this.differsBeyondLookups(other)) {
      const left = this.clone();
      const right = other.clone();
      for (const [id] of disputed) {
        if (mine.get(id) === "null") left.refineLookup(id, "nonNull");
        if (theirs.get(id) === "null") right.refineLookup(id, "nonNull");
      }
      return left.joinEntries(right);
    }
    return this.joinEntries(other);
  }

  private joinEntries(other: State): State {
    const result = this.clone();
    for (const [key, entry] of this.entries) {
      const there = other.entries.get(key);
      if (there === entry) continue;
      const joined = joinEntry(entry, there ?? { value: other.valueAt(key), sites: [] });
      if (joined !== entry) result.own().set(key, joined);
    }
    for (const [key, entry] of other.entries) {
      if (!this.entries.has(key))
        result.own().set(key, joinEntry({ value: this.valueAt(key), sites: [] }, entry));
    }
    return result;
  }

  /** The value of a key that has no entry of its own. */
  private valueAt(key: string): Value {
    let path = key;
    for (;;) {
      const cut = Math.max(path.lastIndexOf("."), path.lastIndexOf("["));
      if (cut <= path.lastIndexOf("|")) return unknown;
      path = path.slice(0, cut);
      const entry = this.entries.get(path);
      if (entry) return entry.value;
    }
  }

  /** Each look-up whose result some place holds, once. */
  lookups(): readonly LookupValue[] {
    const lookups = new Map<string, LookupValue>();
    for (const entry of this.entries.values()) {
      for (const value of alternatives(entry.value))
        if (value.kind === "lookup") lookups.set(value.id, value);
    }
    return [...lookups.values()];
  }

  /** What is known of each look-up whose result some place holds. */
  lookupChecks(): Map<string, LookupValue["check"]> {
    return new Map(this.lookups().map(({ id, check }) => [id, check]));
  }

  /** Something not understood may have looked at look-ups that match, or not come back when they were NULL: no more is claimed of them. */
  trustLookups(matches: (lookup: LookupValue) => boolean): void {
    const ids = new Set<string>();
    for (const { value } of this.entries.values()) {
      for (const one of alternatives(value)) if (one.kind === "lookup" && matches(one)) ids.add(one.id);
    }
    for (const id of ids) this.refineLookup(id, "nonNull");
  }

  private differsBeyondLookups(other: State): boolean {
    return this.hasDifferent(other) || other.hasDifferent(this);
  }

  private hasDifferent(other: State): boolean {
    for (const [key, entry] of this.entries) {
      if (key.startsWith(checkedPrefix)) continue;
      const there = other.entries.get(key);
      if (!there || !sameValue(ignoreChecks(entry.value), ignoreChecks(there.value))) return true;
    }
    return false;
  }

  equals(other: State): boolean {
    if (this.entries === other.entries) return true;
    if (this.entries.size !== other.entries.size) return false;
    for (const [key, entry] of this.entries) {
      const there = other.entries.get(key);
      if (there !== entry && (!there || !sameValue(entry.value, there.value))) return false;
    }
    return true;
  }
}

/** `key` is a proper part of `prefix`: the next character starts a field or an element. */
function isPart(key: string, prefix: string): boolean {
  if (key.length <= prefix.length || !key.startsWith(prefix)) return false;
  const next = key.charCodeAt(prefix.length);
  return next === 46 || next === 91;
}

function joinEntry(a: Entry, b: Entry): Entry {
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

function ignoreChecks(value: Value): Value {
  return mapValue(value, (one) => (one.kind === "lookup" ? { ...one, check: "none" } : one));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
}

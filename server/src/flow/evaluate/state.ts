import type { Site } from "../../base/span";
import {
  anyElement,
  differBeyondChecks,
  findCurrentElement,
  findKey,
  findPart,
  heldAt,
  isPart,
  joinEntry,
  knownIndexes,
  sameEntries,
  spreadToElements,
  type Entry,
  type WriteSite,
} from "./entries";
import { Presence } from "./presence";
import { alternatives, mapValue, unknown, type Location, type LookupValue, type Value } from "./value";

export type { Entry, WriteSite } from "./entries";

/**
 * The abstract store at one point of a path. A key is a location's root and path; an entry at `x` speaks
 * for every part of `x` that has no entry of its own (so `memset` is one entry).
 */
export class State {
  /** Two states share one map until either of them is written to. */
  private constructor(
    private entries: Map<string, Entry>,
    private isShared: boolean,
    private presence: Presence,
  ) {}

  static empty(): State {
    return new State(new Map(), false, new Presence());
  }

  clone(): State {
    this.isShared = true;
    return new State(this.entries, true, this.presence);
  }

  /** The map, for writing. */
  private own(): Map<string, Entry> {
    if (this.isShared) this.entries = new Map(this.entries);
    this.isShared = false;
    return this.entries;
  }

  private set(key: string, entry: Entry): void {
    this.own().set(key, entry);
    this.presence.note(key, entry.value);
  }

  /** Takes over what another state holds; that one must not be used afterwards. */
  assign(other: State): void {
    this.entries = other.entries;
    this.isShared = other.isShared;
    this.presence = other.presence;
  }

  /** The entry that speaks for a location: its own, else that of the nearest whole that contains it. */
  find(location: Location): { readonly entry: Entry; readonly isOwn: boolean } | undefined {
    const own = this.entries.get(location.root + location.path);
    if (own) return { entry: own, isOwn: true };
    return findPart(this.entries, location.root, location.path);
  }

  /** What the code has said of the element at hand, `[?]`, itself: in a loop, for the one of this round. */
  findCurrent(location: Location): { readonly entry: Entry; readonly isOwn: boolean } | undefined {
    return findCurrentElement(this.entries, location.root, location.path);
  }

  /** The elements that `[?]` in a location may mean, each as a location of its own, as far as anything is known of them. */
  elements(location: Location): readonly Location[] {
    const { path, name } = location;
    const cut = path.indexOf(anyElement);
    if (cut < 0 || path.includes(anyElement, cut + 1)) return [];
    const rest = path.slice(cut + anyElement.length);
    return knownIndexes(this.entries, location.root + path.slice(0, cut)).map((index) => ({
      ...location,
      path: `${path.slice(0, cut)}[${index}]${rest}`,
      name: name.replace(anyElement, `[${index}]`),
    }));
  }

  read(location: Location): Value {
    return this.find(location)?.entry.value ?? unknown;
  }

  write(location: Location, value: Value, site: WriteSite | undefined): void {
    this.put(location, { value, sites: site ? [heldAt(site, value)] : [] });
  }

  /** The same on one of two paths: what was there may still be. */
  writePerhaps(location: Location, value: Value, site: WriteSite): void {
    const entry: Entry = { value, sites: [heldAt(site, value)] };
    this.put(location, joinEntry(this.find(location)?.entry ?? { value: unknown, sites: [] }, entry));
  }

  /** What is written to some element may be in each, and what is written to one may be in some element. */
  private put(location: Location, entry: Entry): void {
    this.clearParts(location);
    if (location.path !== "") this.presence.partedRoots.add(location.root);
    if (location.path.includes("[")) {
      const changes = spreadToElements(this.entries, location.root, location.path, entry);
      for (const [key, changed] of changes) this.set(key, changed);
    }
    if (entry.value.kind === "unknown" && this.forgetOwn(location)) return;
    this.set(location.root + location.path, entry);
  }

  /** Where nothing speaks for a location it is unknown: then no entry has to say so. Returns false when a whole speaks for it. */
  private forgetOwn(location: Location): boolean {
    const found = this.find(location);
    if (found?.isOwn) this.own().delete(location.root + location.path);
    return found === undefined || (found.isOwn && this.find(location) === undefined);
  }

  /** Copies a whole value with all of its parts, as `*to = *from` does. */
  copy(from: Location, to: Location, site: Site, source: State = this): void {
    const parts = source.parts(from);
    this.write(to, source.find(from)?.entry.value ?? unknown, site);
    for (const [step, entry] of parts) this.put({ ...to, path: to.path + step }, entry);
  }

  /** Entries of the parts of a location, by their path below it. Of `[?]` those of every element it may mean. */
  parts(location: Location): ReadonlyMap<string, Entry> {
    const result = new Map<string, Entry>();
    if (!this.presence.partedRoots.has(location.root)) return result;
    for (const one of [location, ...this.elements(location)]) {
      const prefix = one.root + one.path;
      for (const key of this.entries.keys()) {
        if (!isPart(key, prefix)) continue;
        const step = key.slice(prefix.length);
        if (result.has(step)) continue;
        const found = this.find({ ...location, path: location.path + step });
        if (found) result.set(step, found.entry);
      }
    }
    return result;
  }

  hasParts({ root, path }: Location): boolean {
    if (!this.presence.partedRoots.has(root)) return false;
    for (const key of this.entries.keys()) if (isPart(key, root + path)) return true;
    return false;
  }

  /** Forgets everything about roots for which `matches` holds. */
  forget(matches: (root: string) => boolean): void {
    for (const key of this.entries.keys()) if (matches(key)) this.own().delete(key);
  }

  private clearParts({ root, path }: Location): void {
    if (!this.presence.partedRoots.has(root)) return;
    const prefix = root + path;
    for (const key of this.entries.keys()) if (isPart(key, prefix)) this.own().delete(key);
  }

  /** Records on every copy of a look-up's result what a comparison with NULL has shown. */
  refineLookup(id: string, check: LookupValue["check"]): void {
    for (const key of this.presence.lookupKeys) {
      const entry = this.entries.get(key);
      if (!entry || !alternatives(entry.value).some((one) => one.kind === "lookup" && one.id === id))
        continue;
      const value = mapValue(entry.value, (one) =>
        one.kind === "lookup" && one.id === id ? { ...one, check } : one,
      );
      this.set(key, { ...entry, value });
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
    if (options.isToldApart === true || differBeyondChecks(this.entries, other.entries)) {
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
    result.presence.merge(other.presence);
    for (const [key, entry] of this.entries) {
      const there = other.entries.get(key);
      if (there === entry) continue;
      const joined = joinEntry(entry, there ?? { value: other.valueAt(key), sites: [] });
      if (joined !== entry) result.set(key, joined);
    }
    for (const [key, entry] of other.entries) {
      if (!this.entries.has(key)) result.set(key, joinEntry({ value: this.valueAt(key), sites: [] }, entry));
    }
    return result;
  }

  /** The value of a key that has no entry of its own. */
  private valueAt(key: string): Value {
    return findKey(this.entries, key)?.entry.value ?? unknown;
  }

  /** Each look-up whose result some place holds, once. */
  lookups(): readonly LookupValue[] {
    const lookups = new Map<string, LookupValue>();
    const { lookupKeys } = this.presence;
    // Of several the order counts: it is that of the entries.
    for (const key of lookupKeys.size > 1 ? this.entries.keys() : lookupKeys)
      for (const value of alternatives(this.entries.get(key)?.value ?? unknown))
        if (value.kind === "lookup") lookups.set(value.id, value);
    return [...lookups.values()];
  }

  /** What is known of each look-up whose result some place holds. */
  lookupChecks(): Map<string, LookupValue["check"]> {
    return new Map(this.lookups().map(({ id, check }) => [id, check]));
  }

  /** Something not understood may have looked at look-ups that match, or not come back when they were NULL: no more is claimed of them. */
  trustLookups(matches: (lookup: LookupValue) => boolean): void {
    if (this.presence.lookupKeys.size === 0) return;
    const held = [...this.presence.lookupKeys].flatMap((key) =>
      alternatives(this.entries.get(key)?.value ?? unknown),
    );
    const ids = new Set(held.flatMap((one) => (one.kind === "lookup" && matches(one) ? one.id : [])));
    for (const id of ids) this.refineLookup(id, "nonNull");
  }

  equals(other: State): boolean {
    return this.entries === other.entries || sameEntries(this.entries, other.entries);
  }
}

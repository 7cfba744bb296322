import { alternatives, type Value } from "./value";

/**
 * Where a store, or one that it was made from, has ever held a look-up or an entry for a part of something: to
 * look nowhere else. States that come from each other share one.
 */
export class Presence {
  readonly lookupKeys = new Set<string>();
  readonly partedRoots = new Set<string>();

  note(key: string, value: Value): void {
    if (value.kind === "lookup" || (value.kind === "oneOf" && alternatives(value).some(isLookup)))
      this.lookupKeys.add(key);
  }

  merge(other: Presence): void {
    if (other === this) return;
    for (const key of other.lookupKeys) this.lookupKeys.add(key);
    for (const root of other.partedRoots) this.partedRoots.add(root);
  }
}

function isLookup({ kind }: Value): boolean {
  return kind === "lookup";
}

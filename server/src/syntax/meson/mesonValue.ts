import type { Site } from "../../base/span";
import { derivedText, throughReference, TracedText, unknownText } from "../tracedText";
import type { MesonTargetDraft } from "./mesonModel";

/** A value of the Meson language, as far as it is known. */
export type MesonValue =
  | { readonly kind: "string"; readonly text: TracedText }
  | { readonly kind: "list"; readonly items: readonly MesonValue[] }
  | { readonly kind: "dict"; readonly entries: ReadonlyMap<string, MesonValue> }
  | { readonly kind: "target"; readonly target: MesonTargetDraft }
  | { readonly kind: "unknown"; readonly site: Site };

export function unknownValue(site: Site): MesonValue {
  return { kind: "unknown", site };
}

export function stringValue(text: string, site: Site): MesonValue {
  return { kind: "string", text: new TracedText([derivedText(text, site)]) };
}

/** The strings in a value, lists flattened; something unknown is one unknown string. */
export function stringsOf(value: MesonValue | undefined): TracedText[] {
  switch (value?.kind) {
    case "string":
      return [value.text];
    case "list":
      return value.items.flatMap(stringsOf);
    case "unknown":
      return [new TracedText([unknownText(value.site)])];
    case "dict":
    case "target":
    case undefined:
      return [];
  }
}

export function targetsOf(value: MesonValue | undefined): MesonTargetDraft[] {
  if (value?.kind === "target") return [value.target];
  return value?.kind === "list" ? value.items.flatMap(targetsOf) : [];
}

/** `left + right`. */
export function addValues(left: MesonValue, right: MesonValue, site: Site): MesonValue {
  if (left.kind === "list" || (right.kind === "list" && left.kind === "unknown")) {
    const first = left.kind === "list" ? left.items : [left];
    return { kind: "list", items: [...first, ...(right.kind === "list" ? right.items : [right])] };
  }
  if (left.kind === "string" && right.kind === "string") {
    return { kind: "string", text: new TracedText([...left.text.fragments, ...right.text.fragments]) };
  }
  if (left.kind === "dict" && right.kind === "dict") {
    return { kind: "dict", entries: new Map([...left.entries, ...right.entries]) };
  }
  // Of `known + unknown` dictionaries the known entries may be replaced; of `unknown + known` they hold.
  return left.kind === "unknown" && right.kind === "dict" ? right : unknownValue(site);
}

/** `left / right`: a path. */
export function joinPaths(left: MesonValue, right: MesonValue, site: Site): MesonValue {
  if (left.kind !== "string" || right.kind !== "string") return unknownValue(site);
  if (right.text.text.startsWith("/")) return right;
  const slash = derivedText("/", right.text.site ?? site);
  return { kind: "string", text: new TracedText([...left.text.fragments, slash, ...right.text.fragments]) };
}

/** A variable's value where it is used. */
export function valueThrough(value: MesonValue, reference: Site): MesonValue {
  switch (value.kind) {
    case "string":
      return { kind: "string", text: new TracedText(throughReference(value.text.fragments, reference)) };
    case "list":
      return { kind: "list", items: value.items.map((item) => valueThrough(item, reference)) };
    case "dict":
    case "target":
    case "unknown":
      return value;
  }
}

/** The value as one branch of an undecided conditional gives it. */
export function uncertainValue(value: MesonValue): MesonValue {
  switch (value.kind) {
    case "string": {
      const fragments = value.text.fragments.map((each) => ({ ...each, isUncertain: true }));
      return { kind: "string", text: new TracedText(fragments) };
    }
    case "list":
      return { kind: "list", items: value.items.map(uncertainValue) };
    case "dict":
      return {
        kind: "dict",
        entries: new Map([...value.entries].map(([key, each]) => [key, uncertainValue(each)])),
      };
    case "target":
    case "unknown":
      return value;
  }
}

/** How much a value holds: bounds lists that double again and again. */
export function sizeOf(value: MesonValue): number {
  if (value.kind === "string") return value.text.fragments.length;
  if (value.kind === "list") return value.items.reduce((size, item) => size + sizeOf(item), 1);
  if (value.kind !== "dict") return 1;
  return [...value.entries.values()].reduce((size, item) => size + sizeOf(item), 1);
}

import type { KnownLookup } from "./lookupAt";

/** A name for a function about some memory, made of the last part of its name, that no file of the library uses. */
export function freshName(
  { name, view }: KnownLookup,
  affix: { readonly before?: string; readonly behind?: string },
): string {
  const part = (name.split(/[:/.\s-]+/u).at(-1) ?? "").replace(/\W/gu, "_");
  const stem = /^[A-Za-z_]/u.test(part) ? part.toLowerCase() : "memory";
  const taken = (word: string): boolean =>
    view.files.some(({ text }) => new RegExp(String.raw`\b${word}\b`, "u").test(text));
  const plain = `${affix.before ?? ""}${stem}${affix.behind ?? ""}`;
  let candidate = plain;
  for (let i = 2; taken(candidate); i++) candidate = `${plain}${i}`;
  return candidate;
}

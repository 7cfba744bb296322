import type { Site } from "../../base/span";
import { derivedText, unknownText, type Fragment, type TracedText } from "../tracedText";

/** `$(VAR:from=to)`. */
export function substituteSuffix(
  value: TracedText,
  from: TracedText,
  to: TracedText,
  site: Site,
): Fragment[] {
  if (from.isUnknown || to.isUnknown) return [unknownText(site)];
  if (from.text.includes("%"))
    return mapWords(value, (word) => matchPattern(word, from.text, to.text) ?? word);
  return mapWords(value, (word) =>
    word.endsWith(from.text) ? word.slice(0, word.length - from.text.length) + to.text : word,
  );
}

/** Every known word changed; unknown ones stay. */
export function mapWords(text: TracedText, change: (word: string) => string): Fragment[] {
  return joined(
    text.words().map((word) => (word.isUnknown ? word.fragments : [changed(word, change(word.text))])),
  );
}

/** The words to keep, and all unknown ones. */
export function keepWords(text: TracedText, keep: (word: string) => boolean): Fragment[] {
  const words = text.words().filter((word) => word.isUnknown || keep(word.text));
  return joined(words.map((word) => word.fragments));
}

/** Undefined when an unknown part could be any number of words. */
export function pickWords(
  text: TracedText,
  pick: (words: TracedText[]) => TracedText[],
): Fragment[] | undefined {
  return text.isUnknown ? undefined : joined(pick(text.words()).map((word) => word.fragments));
}

/** In order of bytes, each once. */
export function sortWords(text: TracedText): Fragment[] {
  const words = new Map(
    text.words().map((word) => [word.isUnknown ? `\ufffd${word.site!.start}` : word.text, word]),
  );
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return joined(sorted.map(([, word]) => word.fragments));
}

/** Another text in place of a word, at the word's own place. */
export function changed(word: TracedText, text: string): Fragment {
  if (text === word.text && word.fragments.length === 1) return word.fragments[0]!;
  const site = word.site!;
  return { ...derivedText(text, site), via: viaOf(word), isUncertain: word.isUncertain };
}

function viaOf(word: TracedText): readonly Site[] {
  return word.fragments.length === 1 ? word.fragments[0]!.via : word.sharedVia;
}

/** Words side by side, with blanks between. */
export function joined(words: readonly (readonly Fragment[])[]): Fragment[] {
  const full = words.filter((word) => word.some((each) => each.text !== ""));
  return full.flatMap((word, index) =>
    index === 0 ? [...word] : [derivedText(" ", word[0]!.site), ...word],
  );
}

/** Whether the word fits one of the patterns, which `%` may stand in. */
export function matchesAny(word: string, patterns: string): boolean {
  return patterns
    .split(/\s+/)
    .some((pattern) => pattern !== "" && matchPattern(word, pattern, "%") !== undefined);
}

/** The replacement for a word that fits the pattern; undefined when it does not. */
export function matchPattern(word: string, pattern: string, replacement: string): string | undefined {
  const from = pattern.trim();
  const percent = from.indexOf("%");
  if (percent < 0) return word === from ? replacement.trim() : undefined;
  const head = from.slice(0, percent);
  const tail = from.slice(percent + 1);
  if (word.length < head.length + tail.length || !word.startsWith(head) || !word.endsWith(tail))
    return undefined;
  const stem = word.slice(head.length, word.length - tail.length);
  const to = replacement.trim();
  const at = to.indexOf("%");
  return at < 0 ? to : to.slice(0, at) + stem + to.slice(at + 1);
}

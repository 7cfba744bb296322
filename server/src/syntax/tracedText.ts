import type { Site, Span } from "../base/span";

/**
 * A stretch of expanded text. Text of build files goes through variables and functions; a fragment
 * remembers where it was written, so that a word can be shown, and never guessed, at its true place.
 */
export interface Fragment {
  readonly text: string;
  /** Where it was written. */
  readonly site: Site;
  /** The text stands at `site` character by character. */
  readonly isExact: boolean;
  /** The references through which it came, outermost first. */
  readonly via: readonly Site[];
  /** Not known before a build: the text is one placeholder. */
  readonly isUnknown: boolean;
  /** From a branch of a conditional that could not be decided. */
  readonly isUncertain: boolean;
}

/** A word of a build file after expansion. */
export interface Word {
  readonly text: string;
  /** The word itself where it stands literally, else what produces it. */
  readonly span: Span;
  /** The file in which it stands. */
  readonly path: string;
  /** False when only an undecided branch of a conditional brings it. */
  readonly certain: boolean;
}

/** Fragments as one text. */
export class TracedText {
  readonly text: string;
  private readonly starts: readonly number[];

  constructor(readonly fragments: readonly Fragment[]) {
    const starts: number[] = [];
    let length = 0;
    for (const fragment of fragments) {
      starts.push(length);
      length += fragment.text.length;
    }
    this.starts = starts;
    this.text = fragments.map((fragment) => fragment.text).join("");
  }

  slice(start: number, end: number): TracedText {
    const parts: Fragment[] = [];
    for (let i = this.indexAt(start); i < this.fragments.length && this.starts[i]! < end; i++) {
      const fragment = this.fragments[i]!;
      const from = Math.max(0, start - this.starts[i]!);
      const to = Math.min(fragment.text.length, end - this.starts[i]!);
      if (from < to) parts.push(cut(fragment, from, to));
    }
    return new TracedText(parts);
  }

  get isUnknown(): boolean {
    return this.fragments.some((fragment) => fragment.isUnknown);
  }

  get isUncertain(): boolean {
    return this.fragments.some((fragment) => fragment.isUncertain);
  }

  /** The smallest written text that produces all of this one. Undefined for an empty text. */
  get site(): Site | undefined {
    const [first, ...rest] = this.fragments;
    if (first === undefined) return undefined;
    let shared = first.via.length;
    for (const { via } of rest) {
      let i = 0;
      while (i < shared && i < via.length && via[i] === first.via[i]) i++;
      shared = i;
    }
    let { start, end } = first.via[shared] ?? first.site;
    const { path } = first.via[shared] ?? first.site;
    for (const fragment of rest) {
      const site = fragment.via[shared] ?? fragment.site;
      if (site.path !== path) continue;
      start = Math.min(start, site.start);
      end = Math.max(end, site.end);
    }
    return { path, start, end };
  }

  /** The references that all of this text came through. */
  get sharedVia(): readonly Site[] {
    const first = this.fragments[0]?.via ?? [];
    const length = this.fragments.reduce((shared, { via }) => {
      let i = 0;
      while (i < shared && i < via.length && via[i] === first[i]) i++;
      return i;
    }, first.length);
    return first.slice(0, length);
  }

  words(): TracedText[] {
    return [...this.text.matchAll(/\S+/g)].map((found) =>
      this.slice(found.index, found.index + found[0].length),
    );
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

/** Text as it stands in a file. */
export function literalText(text: string, path: string, start: number): Fragment {
  return {
    ...{ text, site: { path, start, end: start + text.length } },
    ...{ isExact: true, via: [], isUnknown: false, isUncertain: false },
  };
}

/** Text that is made of what stands at `site`. */
export function derivedText(text: string, site: Site): Fragment {
  return { text, site, isExact: false, via: [], isUnknown: false, isUncertain: false };
}

/** Something that only a build can tell, or an outside setting. */
export function unknownText(site: Site): Fragment {
  return { text: "\ufffd", site, isExact: false, via: [], isUnknown: true, isUncertain: false };
}

/** The fragments as they come out of a reference to them. */
export function throughReference(fragments: readonly Fragment[], reference: Site): Fragment[] {
  return fragments.map((fragment) => ({ ...fragment, via: [reference, ...fragment.via] }));
}

/** The known words of a text; the places of the others. */
export function knownWords(traced: TracedText): { words: Word[]; unknown: Site[] } {
  const words: Word[] = [];
  const unknown: Site[] = [];
  for (const each of traced.words()) {
    const site = each.site!;
    if (each.isUnknown) unknown.push(site);
    else words.push(asWord(each, site));
  }
  return { words, unknown };
}

export function asWord(traced: TracedText, { path, start, end }: Site): Word {
  return { text: traced.text, span: { start, end }, path, certain: !traced.isUncertain };
}

function cut(fragment: Fragment, from: number, to: number): Fragment {
  if (from === 0 && to === fragment.text.length) return fragment;
  const { path, start } = fragment.site;
  const site = fragment.isExact ? { path, start: start + from, end: start + to } : fragment.site;
  return { ...fragment, text: fragment.text.slice(from, to), site };
}

/** Adds any number of items; a spread argument list would end at some hundred thousand. */
export function addAll<T>(list: T[] | undefined, items: Iterable<T>): void {
  if (list !== undefined) for (const item of items) list.push(item);
}

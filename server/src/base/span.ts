/** A half-open range of UTF-16 code units `[start, end)` in the original text of one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a named file. `path` is the file's absolute path with `/` separators. */
export interface Site extends Span {
  readonly path: string;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function sameSite(a: Site, b: Site): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

/** Orders by path, then start, then end: the order in which findings are listed everywhere. */
export function compareSites(a: Site, b: Site): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}

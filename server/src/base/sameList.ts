/** Two lists are as long and the same place by place. */
export function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => same(item, b[i]!)));
}

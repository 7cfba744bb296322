/** Levenshtein distance between two texts, cut off: any value over `limit` means "further than that". */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}

/** The candidate nearest to a misspelt word, if one is near enough to be meant and no other is as near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.min(3, Math.floor(word.length / 4)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let isTied = false;
  for (const candidate of new Set(candidates)) {
    const distance = editDistance(word, candidate, limit);
    if (distance === 0 || distance > limit) continue;
    if (distance === bestDistance) isTied = true;
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      isTied = false;
    }
  }
  return isTied ? undefined : best;
}

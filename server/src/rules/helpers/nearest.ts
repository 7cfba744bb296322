import { editDistance } from "../../base/editDistance";

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

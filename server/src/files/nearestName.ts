import { editDistance } from "../base/editDistance";

/** The name that was probably meant: the closest one within a third of its letters, or undefined. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(1, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), least - 1);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}

/** Pointers that step through an array. */
import type { Location } from "./value";

const elementPattern = /^(.*)\[(\d+|\?)\]$/u;

/** The element so many elements further (undefined: nobody knows how many), from an array's start or one of its elements. */
export function elementFurther(from: Location, step: number | undefined): Location | undefined {
  const { isArray: isWhole, ...location } = from;
  const element = isWhole ? undefined : elementPattern.exec(location.path);
  if (!isWhole && !element) return undefined;
  const array = element ? element[1]! : location.path;
  const start = element ? Number(element[2]) : 0;
  const index = step === undefined || Number.isNaN(start) || start + step < 0 ? "?" : start + step;
  return { ...location, path: `${array}[${index}]` };
}

/** Some element, for two pointers into one array: a loop that steps through it, most often. Undefined when they are not. */
export function anyElementOf(a: Location, b: Location): Location | undefined {
  const array = arrayOf(a);
  if (a.root !== b.root || array === undefined || array !== arrayOf(b)) return undefined;
  const { isArray: _whole, ...location } = b;
  return { ...location, path: `${array}[?]` };
}

/** The path of the array that a pointer points into. */
function arrayOf(location: Location): string | undefined {
  return location.isArray ? location.path : elementPattern.exec(location.path)?.[1];
}

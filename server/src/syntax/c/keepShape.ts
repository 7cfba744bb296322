const latest = new Map<string, object>();

/**
 * Holds on to the latest object of a class that is used on the hot path and dropped at once. A full garbage
 * collection that finds no object of a class makes V8 throw away all code optimised for it, and bulk parsing
 * forces such collections again and again to get rid of native trees.
 */
export function keepShape<T extends object>(name: string, object: T): T {
  latest.set(name, object);
  return object;
}

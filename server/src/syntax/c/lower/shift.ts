/** A copy of a part of the model with every span moved by `distance`, and cut off at `length`. */
export function shift<T>(value: T, distance: number, length: number): T {
  return moved(value, distance, length) as T;
}

function moved(value: unknown, distance: number, length: number): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, distance, length));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const isOffset = typeof part === "number" && (key === "start" || key === "end");
    copy[key] = isOffset ? Math.min(part + distance, length) : moved(part, distance, length);
  }
  return copy;
}

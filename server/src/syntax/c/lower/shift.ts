/** A copy of a part of the model with every span moved by `distance`. */
export function shift<T>(value: T, distance: number): T {
  if (distance === 0) return value;
  return moved(value, distance) as T;
}

function moved(value: unknown, distance: number): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, distance));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    const isOffset = typeof part === "number" && (key === "start" || key === "end");
    copy[key] = isOffset ? part + distance : moved(part, distance);
  }
  return copy;
}

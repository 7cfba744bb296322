/** A rectangle in CSS pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides a rectangle among values in proportion, as squarely as it goes: rows along the shorter side, each filled as long
 * as that makes its worst rectangle squarer. Values must be sorted, largest first; those that are not positive get nothing.
 * Source of the method: Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000.
 */
export function treemap(values: readonly number[], area: Rectangle): readonly Rectangle[] {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const empty = { x: area.x, y: area.y, width: 0, height: 0 };
  const placed: Rectangle[] = values.map(() => empty);
  if (total <= 0 || area.width <= 0 || area.height <= 0) return placed;
  const scale = (area.width * area.height) / total;
  const sizes = values.map((value) => Math.max(0, value) * scale);
  let rest = area;
  let at = 0;
  while (at < sizes.length && sizes[at]! > 0) {
    const side = Math.min(rest.width, rest.height);
    let end = at + 1;
    while (end < sizes.length && sizes[end]! > 0 && isSquarer(sizes.slice(at, end), sizes[end]!, side)) end++;
    const row = sizes.slice(at, end);
    layRow(row, rest).forEach((rectangle, index) => (placed[at + index] = rectangle));
    rest = without(rest, row.reduce((sum, size) => sum + size, 0) / side);
    at = end;
  }
  return placed;
}

/** Whether a row gets no worse with one more. */
function isSquarer(row: readonly number[], next: number, side: number): boolean {
  return worst([...row, next], side) <= worst(row, side);
}

/** The greatest ratio of two sides in a row. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((total, size) => total + size, 0);
  const thickness = sum / side;
  return row.reduce((ratio, size) => {
    const length = size / thickness;
    return Math.max(ratio, length / thickness, thickness / length);
  }, 0);
}

function layRow(row: readonly number[], { x, y, width, height }: Rectangle): readonly Rectangle[] {
  const isWide = width >= height;
  const thickness = row.reduce((sum, size) => sum + size, 0) / (isWide ? height : width);
  let offset = 0;
  return row.map((size) => {
    const length = size / thickness;
    const rectangle = isWide
      ? { x, y: y + offset, width: thickness, height: length }
      : { x: x + offset, y, width: length, height: thickness };
    offset += length;
    return rectangle;
  });
}

function without({ x, y, width, height }: Rectangle, thickness: number): Rectangle {
  return width >= height
    ? { x: x + thickness, y, width: Math.max(0, width - thickness), height }
    : { x, y: y + thickness, width, height: Math.max(0, height - thickness) };
}

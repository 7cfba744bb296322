import { describe, expect, it } from "vitest";
import { contextsMessage, numbered } from "../../client/src/views/memoryContextMessages";
import { memoryContextTiles } from "../../client/src/views/memoryContextTiles";
import { treemap, type Rectangle } from "../../client/src/views/treemap";
import { memoryContextTree, type MemoryContext } from "../../devpg/src/interpret/memoryContextTree";

const area: Rectangle = { x: 10, y: 20, width: 600, height: 400 };
const sizeOf = ({ width, height }: Rectangle): number => width * height;
const isWithin = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;
const overlap = (one: Rectangle, other: Rectangle): number =>
  Math.max(0, Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)) *
  Math.max(0, Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y));

describe("a treemap", () => {
  const values = [600, 300, 300, 200, 100, 60, 40, 7, 1];

  it("gives each value its share of the area, within it and without overlap", () => {
    const placed = treemap(values, area);
    const total = values.reduce((sum, value) => sum + value, 0);
    placed.forEach((rectangle, at) => {
      expect(sizeOf(rectangle) / sizeOf(area)).toBeCloseTo(values[at]! / total, 6);
      expect(isWithin(rectangle, area)).toBe(true);
      for (const other of placed.slice(at + 1)) expect(overlap(rectangle, other)).toBeLessThan(0.5);
    });
  });

  it("makes rectangles that are nearly square where it can", () => {
    const worst = Math.max(
      ...treemap([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 }).map(({ width, height }) =>
        Math.max(width / height, height / width),
      ),
    );
    expect(worst).toBeLessThan(3);
  });

  it("gives nothing to what has nothing, and survives an area that is none", () => {
    expect(treemap([5, 0, -1], area).slice(1).map(sizeOf)).toEqual([0, 0]);
    expect(treemap([0, 0], area).map(sizeOf)).toEqual([0, 0]);
    expect(treemap([5], { ...area, width: 0 }).map(sizeOf)).toEqual([0]);
    expect(treemap([], area)).toEqual([]);
  });
});

const context = (
  name: string,
  parent: number | null,
  totalBytes: number,
  freeBytes: number | null,
): MemoryContext => ({
  ...{ name, ident: null, type: "AllocSet", level: parent === null ? 0 : 1, parent, totalBytes, freeBytes },
  ...{ usedBytes: freeBytes === null ? null : totalBytes - freeBytes, blocks: 1 },
});
const tree = memoryContextTree([
  context("Top", null, 2048, 1024),
  context("Small", 0, 1024, null),
  context("Large", 0, 5 * 1024 * 1024, 0),
]);

describe("the page of the memory contexts", () => {
  it("has the largest first, with sizes for people and the totals of all", () => {
    const { totals, contexts } = contextsMessage("a process", new Date(0), tree);
    expect(contexts.map(({ name, whole, free }) => [name, whole, free])).toEqual([
      ["Top", "5 MiB", "1 KiB"],
      ["Large", "5 MiB", "0 B"],
      ["Small", "1 KiB", ""],
    ]);
    expect(contexts.map(({ parent }) => parent)).toEqual([null, 0, 0]);
    expect(Object.fromEntries(totals.map(({ label, text }) => [label, text]))).toMatchObject({
      ...{ "Grand total": "5 MiB", Free: "1 KiB", Blocks: "3", Contexts: "3" },
    });
  });

  it("shows on the map each context that has room, below the one it belongs to", () => {
    const nodes = numbered(tree);
    const tiles = memoryContextTiles(tree.roots[0]!, area, (node) => nodes.indexOf(node));
    expect(tiles[0]).toMatchObject({ id: 0, depth: 0, isGroup: true, ...area });
    const large = tiles.find(({ id }) => id === 1)!;
    expect(isWithin(large, area)).toBe(true);
    expect(sizeOf(large) / sizeOf(area)).toBeGreaterThan(0.9);
  });
});

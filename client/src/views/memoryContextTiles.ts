import type { MemoryContextNode } from "../../../devpg/src/interpret/memoryContextTree";
import { treemap, type Rectangle } from "./treemap";

/** A rectangle of the map: a context with all below it, or what a context holds itself. */
export interface MemoryContextTile extends Rectangle {
  /** Of the context, see `numbered`. */
  readonly id: number;
  /** 0 is the outermost. */
  readonly depth: number;
  readonly isGroup: boolean;
  /** Which child of the outermost it belongs to; decides the colour. */
  readonly family: number;
}

/** Room for the name of a group, in CSS pixels. */
const headHeight = 18;
const padding = 2;
/** Below this nothing can be told apart. */
const smallestSide = 12;

/** Lays a context and what is below it out. Outer tiles come first. `idOf` numbers the contexts. */
export function memoryContextTiles(
  root: MemoryContextNode,
  area: Rectangle,
  idOf: (node: MemoryContextNode) => number,
): readonly MemoryContextTile[] {
  const tiles: MemoryContextTile[] = [];
  const place = (node: MemoryContextNode, at: Rectangle, depth: number, family: number): void => {
    const isGroup = node.children.length > 0 && at.width > 3 * smallestSide && at.height > 3 * smallestSide;
    tiles.push({ ...at, id: idOf(node), depth, isGroup, family });
    if (!isGroup) return;
    const inner = {
      x: at.x + padding,
      y: at.y + headHeight,
      width: at.width - 2 * padding,
      height: at.height - headHeight - padding,
    };
    // What the context holds itself takes part like a child, at its size.
    const parts = [
      ...node.children.map((child) => ({ child, bytes: child.wholeBytes })),
      { child: undefined, bytes: node.context.totalBytes },
    ].sort((one, other) => other.bytes - one.bytes);
    const rectangles = treemap(
      parts.map(({ bytes }) => bytes),
      inner,
    );
    parts.forEach(({ child }, index) => {
      const rectangle = rectangles[index]!;
      if (Math.min(rectangle.width, rectangle.height) < 2) return;
      const own = depth === 0 ? index : family;
      if (child !== undefined) place(child, rectangle, depth + 1, own);
      else tiles.push({ ...rectangle, id: idOf(node), depth: depth + 1, isGroup: false, family: own });
    });
  };
  place(root, area, 0, 0);
  return tiles;
}

import type { MemoryContextNode, MemoryContextTree } from "../../../devpg/src/interpret/memoryContextTree";
import type { MemoryContextTile } from "./memoryContextTiles";

/** A context as the page shows it; numbers are its place in a walk from the top, so that both sides mean the same. */
export interface ShownContext {
  readonly id: number;
  readonly parent: number | null;
  readonly level: number;
  readonly name: string;
  readonly ident: string | null;
  readonly type: string | null;
  readonly whole: string;
  readonly own: string;
  readonly used: string;
  readonly free: string;
  readonly blocks: string;
  /** 0 to 1: how much of it is free; null when nobody counted. */
  readonly freeShare: number | null;
  /** 0 to 1: of all. */
  readonly share: number;
  readonly hasChildren: boolean;
}

/** To the page. */
export type MemoryContextMessage =
  | {
      readonly kind: "contexts";
      readonly title: string;
      readonly when: string;
      readonly totals: readonly { readonly label: string; readonly text: string }[];
      readonly contexts: readonly ShownContext[];
    }
  | { readonly kind: "tiles"; readonly root: number; readonly tiles: readonly MemoryContextTile[] }
  | { readonly kind: "busy" }
  | { readonly kind: "problem"; readonly text: string };

/** From the page. */
export type MemoryContextRequest =
  | { readonly kind: "ready" }
  | { readonly kind: "refresh" }
  | { readonly kind: "choose" }
  | { readonly kind: "lay"; readonly root: number; readonly width: number; readonly height: number };

/** Every node with its number, parents before children, largest first. */
export function numbered(tree: MemoryContextTree): readonly MemoryContextNode[] {
  const all: MemoryContextNode[] = [];
  const walk = (nodes: readonly MemoryContextNode[]): void => {
    for (const node of nodes) {
      all.push(node);
      walk(node.children);
    }
  };
  walk(tree.roots);
  return all;
}

/** What the page shows of a tree. */
export function contextsMessage(
  title: string,
  when: Date,
  tree: MemoryContextTree,
): Extract<MemoryContextMessage, { kind: "contexts" }> {
  const nodes = numbered(tree);
  const ids = new Map(nodes.map((node, id) => [node, id]));
  const parents = new Map(nodes.flatMap((node) => node.children.map((child) => [child, ids.get(node)!])));
  return {
    kind: "contexts",
    title,
    when: when.toLocaleTimeString(),
    totals: [
      { label: "Grand total", text: bytesText(tree.totalBytes) },
      { label: "Used", text: bytesText(tree.usedBytes) },
      { label: "Free", text: bytesText(tree.freeBytes) },
      { label: "Blocks", text: String(tree.blocks) },
      { label: "Contexts", text: String(tree.count) },
    ],
    contexts: nodes.map((node, id) => {
      const { context, wholeBytes, children } = node;
      const { totalBytes, freeBytes, usedBytes, blocks } = context;
      return {
        ...{ id, parent: parents.get(node) ?? null, level: context.level, name: context.name },
        ...{ ident: context.ident, type: context.type },
        whole: bytesText(wholeBytes),
        own: bytesText(totalBytes),
        used: usedBytes === null ? "" : bytesText(usedBytes),
        free: freeBytes === null ? "" : bytesText(freeBytes),
        blocks: blocks === null ? "" : String(blocks),
        freeShare: freeBytes === null || totalBytes === 0 ? null : freeBytes / totalBytes,
        share: tree.totalBytes === 0 ? 0 : wholeBytes / tree.totalBytes,
        hasChildren: children.length > 0,
      };
    }),
  };
}

function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${rounded(kib)} KiB` : `${rounded(kib / 1024)} MiB`;
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1).replace(/\.0$/u, "") : String(Math.round(value));
}

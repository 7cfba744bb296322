import type { Graph, GraphNode } from "./graph";

/** Node ids in reverse post-order from the entry. */
export function reversePostOrder(nodes: readonly GraphNode[], entry: number): number[] {
  const visited = new Uint8Array(nodes.length);
  const order: number[] = [];
  const stack: { id: number; next: number }[] = [{ id: entry, next: 0 }];
  visited[entry] = 1;
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const edge = nodes[top.id]!.edges[top.next++];
    if (edge === undefined) {
      order.push(top.id);
      stack.pop();
    } else if (visited[edge.to] === 0) {
      visited[edge.to] = 1;
      stack.push({ id: edge.to, next: 0 });
    }
  }
  return order.reverse();
}

/** Which nodes begin a basic block, and whether any edge leads back. */
export function describeBlocks(
  nodes: readonly GraphNode[],
  order: readonly number[],
  kept: readonly number[],
): Pick<Graph, "isBlockStart" | "hasLoop"> {
  const position = new Map(order.map((id, index) => [id, index]));
  const arrivals = new Uint32Array(nodes.length);
  const isBlockStart = new Uint8Array(nodes.length);
  let hasLoop = false;
  for (const id of order) {
    const { edges } = nodes[id]!;
    for (const { to } of edges) {
      arrivals[to]!++;
      if (edges.length > 1) isBlockStart[to] = 1;
      if (position.get(to)! <= position.get(id)!) hasLoop = true;
    }
  }
  for (const id of order) if (arrivals[id]! !== 1) isBlockStart[id] = 1;
  for (const id of kept) isBlockStart[id] = 1;
  return { isBlockStart, hasLoop };
}

/** A memory context of a process, in a list in which parents come before their children. */
export interface MemoryContext {
  readonly name: string;
  /** What it is for, where that was said: a query, a table. */
  readonly ident: string | null;
  /** `AllocSet`, `Slab`, …; null when nobody said. */
  readonly type: string | null;
  /** 0 is TopMemoryContext. */
  readonly level: number;
  /** Index in the list; null for TopMemoryContext. */
  readonly parent: number | null;
  /** Of the context itself, without its children. Null where they were not counted. */
  readonly totalBytes: number;
  readonly freeBytes: number | null;
  readonly usedBytes: number | null;
  readonly blocks: number | null;
}

/** A context with everything below it. */
export interface MemoryContextNode {
  readonly context: MemoryContext;
  /** Its own total and that of all below. */
  readonly wholeBytes: number;
  /** Largest first. */
  readonly children: readonly MemoryContextNode[];
}

export interface MemoryContextTree {
  readonly roots: readonly MemoryContextNode[];
  readonly count: number;
  readonly totalBytes: number;
  readonly freeBytes: number;
  readonly usedBytes: number;
  readonly blocks: number;
}

/** Orders contexts by size, and adds up. */
export function memoryContextTree(contexts: readonly MemoryContext[]): MemoryContextTree {
  const below: number[][] = contexts.map(() => []);
  const tops: number[] = [];
  contexts.forEach(({ parent }, at) => {
    const siblings = parent === null || parent >= at ? tops : below[parent];
    (siblings ?? tops).push(at);
  });
  const nodes: MemoryContextNode[] = [];
  const nodesAt = (places: readonly number[]): MemoryContextNode[] =>
    places.map((at) => nodes[at]!).sort((one, other) => other.wholeBytes - one.wholeBytes);
  // Children stand behind their parents, so the last first.
  for (let at = contexts.length - 1; at >= 0; at--) {
    const context = contexts[at]!;
    const children = nodesAt(below[at]!);
    const wholeBytes = children.reduce((sum, child) => sum + child.wholeBytes, context.totalBytes);
    nodes[at] = { context, wholeBytes, children };
  }
  const sum = (of: (context: MemoryContext) => number | null): number =>
    contexts.reduce((total, context) => total + (of(context) ?? 0), 0);
  return {
    roots: nodesAt(tops),
    count: contexts.length,
    totalBytes: sum(({ totalBytes }) => totalBytes),
    freeBytes: sum(({ freeBytes }) => freeBytes),
    // Of contexts that nobody looked into, all is taken to be used.
    usedBytes: sum(({ usedBytes, totalBytes }) => usedBytes ?? totalBytes),
    blocks: sum(({ blocks }) => blocks),
  };
}

/**
 * Reads what `dynpgext-memory-contexts` of the modules in `devpg/debugger` answered. Undefined when it is something else,
 * for instance a complaint of the debugger.
 */
export function readDebuggerContexts(answer: string): readonly MemoryContext[] | undefined {
  const start = answer.indexOf('{"contexts"');
  if (start < 0) return undefined;
  try {
    const { contexts } = JSON.parse(answer.slice(start)) as { contexts?: unknown };
    return Array.isArray(contexts) ? (contexts as MemoryContext[]) : undefined;
  } catch {
    return undefined;
  }
}

import type { MemoryContext } from "./memoryContextTree";
import type { LogRecord } from "./serverMessage";

/** What `pg_log_backend_memory_contexts` wrote of one process. */
export interface LoggedContexts {
  readonly contexts: readonly MemoryContext[];
  /** The process has written all of it. */
  readonly isWhole: boolean;
}

/**
 * Reads the answer of a process from the records of the log that are at hand, oldest first. Of several answers the last.
 * Source: ProcessLogMemoryContextInterrupt, MemoryContextStatsPrint, src/backend/utils/mmgr/mcxt.c, REL_15_STABLE; 18 counts
 * levels from 1 (REL_18_STABLE).
 */
export function memoryContextLog(records: readonly LogRecord[], pid: number): LoggedContexts {
  const own = records.filter((record) => record.pid === pid && record.severity === "LOG");
  const begin = own.findLastIndex(({ message }) => /^logging memory contexts of PID \d+/.test(message));
  if (begin < 0) return { contexts: [], isWhole: false };
  const contexts: MemoryContext[] = [];
  /** Indices of the last context of each level. */
  const path: number[] = [];
  let topLevel: number | undefined;
  for (const { message } of own.slice(begin + 1)) {
    if (/^Grand total: \d+ bytes/.test(message)) return { contexts, isWhole: true };
    const found = readLine(message);
    if (found === undefined) continue;
    topLevel ??= found.level;
    path.length = Math.max(0, Math.min(path.length, found.level - topLevel));
    const parent = path.at(-1) ?? null;
    path[path.length] = contexts.length;
    contexts.push({ ...found, level: path.length - 1, parent });
  }
  return { contexts, isWhole: false };
}

const line =
  /^level: (\d+); (.+?) ?(\d+) total in (\d+) blocks; (\d+) free \((\d+) chunks\); (\d+) used(?:: (.*))?$/su;

function readLine(message: string): Omit<MemoryContext, "parent"> | undefined {
  const [, level, label, total, blocks, free, , used, ident] = line.exec(message) ?? [];
  if (label === undefined) return undefined;
  const more = /^(\d+) more child contexts containing$/u.exec(label)?.[1];
  return {
    name: more === undefined ? label.replace(/:$/u, "") : `${more} more contexts`,
    ident: ident ?? null,
    type: null,
    level: Number(level),
    totalBytes: Number(total),
    freeBytes: Number(free),
    usedBytes: Number(used),
    blocks: Number(blocks),
  };
}

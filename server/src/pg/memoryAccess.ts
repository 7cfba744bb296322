/** What well-known functions do to memory that they are given a pointer to. Every one of them dereferences it: none accepts NULL. */

export interface MemoryAccess {
  /** Position of the pointer; two functions copy from one argument to another and have two entries. */
  readonly argument: number;
  readonly mode: "read" | "write" | "update";
}

const first = (mode: MemoryAccess["mode"]): readonly MemoryAccess[] => [{ argument: 0, mode }];
const copy: readonly MemoryAccess[] = [
  { argument: 0, mode: "write" },
  { argument: 1, mode: "read" },
];
const compare: readonly MemoryAccess[] = [
  { argument: 0, mode: "read" },
  { argument: 1, mode: "read" },
];

const exact: ReadonlyMap<string, readonly MemoryAccess[]> = new Map([
  // C11 7.24, src/include/port.h, src/include/c.h, REL_15_STABLE
  ["memset", first("write")],
  ["MemSet", first("write")],
  ["MemSetAligned", first("write")],
  ["MemSetLoop", first("write")],
  ["bzero", first("write")],
  ["explicit_bzero", first("write")],
  ["memcpy", copy],
  ["memmove", copy],
  ["strcpy", copy],
  ["strncpy", copy],
  ["strlcpy", copy],
  ["stpcpy", copy],
  ["StrNCpy", copy],
  ["namestrcpy", copy],
  [
    "strcat",
    [
      { argument: 0, mode: "update" },
      { argument: 1, mode: "read" },
    ],
  ],
  [
    "strncat",
    [
      { argument: 0, mode: "update" },
      { argument: 1, mode: "read" },
    ],
  ],
  [
    "strlcat",
    [
      { argument: 0, mode: "update" },
      { argument: 1, mode: "read" },
    ],
  ],
  ["snprintf", first("write")],
  ["sprintf", first("write")],
  ["vsnprintf", first("write")],
  ["vsprintf", first("write")],
  ["strcmp", compare],
  ["strncmp", compare],
  ["strcasecmp", compare],
  ["pg_strcasecmp", compare],
  ["pg_strncasecmp", compare],
  ["memcmp", compare],
  ["strlen", first("read")],
  ["strnlen", first("read")],
  ["strdup", first("read")],
  ["pstrdup", first("read")],
  ["pnstrdup", first("read")],
  ["strchr", first("read")],
  ["strrchr", first("read")],
  ["strstr", compare],
  ["cstring_to_text", first("read")],
  // src/include/storage/spin.h, REL_15_STABLE
  ["SpinLockInit", first("write")],
  ["SpinLockAcquire", first("update")],
  ["SpinLockRelease", first("update")],
  ["SpinLockFree", first("read")],
  // src/include/storage/lwlock.h, REL_15_STABLE
  ["LWLockInitialize", first("write")],
  ["LWLockAcquire", first("update")],
  ["LWLockConditionalAcquire", first("update")],
  ["LWLockAcquireOrWait", first("update")],
  ["LWLockRelease", first("update")],
  ["LWLockHeldByMe", []],
  ["LWLockHeldByMeInMode", []],
  // src/include/storage/condition_variable.h, REL_15_STABLE
  ["ConditionVariableInit", first("write")],
  ["ConditionVariablePrepareToSleep", first("update")],
  ["ConditionVariableSleep", first("update")],
  ["ConditionVariableTimedSleep", first("update")],
  ["ConditionVariableSignal", first("update")],
  ["ConditionVariableBroadcast", first("update")],
  // src/include/storage/latch.h, REL_15_STABLE
  ["InitLatch", first("write")],
  ["InitSharedLatch", first("write")],
  ["OwnLatch", first("update")],
  ["DisownLatch", first("update")],
  ["SetLatch", first("update")],
  ["ResetLatch", first("update")],
  // src/include/lib/dshash.h and src/include/storage/barrier.h, REL_15_STABLE
  ["BarrierInit", first("write")],
  ["BarrierAttach", first("update")],
  ["BarrierArriveAndWait", first("update")],
]);

/** What a function does to memory; undefined when nothing is known of it. */
export function accessOf(callee: string): readonly MemoryAccess[] | undefined {
  const known = exact.get(callee);
  if (known) return known;
  return atomicAccess(callee);
}

/** Sources: src/include/port/atomics.h, REL_15_STABLE; C11 7.17; GCC manual, "Built-in Functions for Memory Model Aware Atomic Operations". */
function atomicAccess(callee: string): readonly MemoryAccess[] | undefined {
  const operation = /^(?:pg_atomic|atomic|__atomic|__c11_atomic|__sync)_(\w+)$/u.exec(callee)?.[1];
  if (operation === undefined || /fence|is_lock_free|always_lock_free|synchronize/u.test(operation))
    return undefined;
  if (/^(?:init|clear|store|write|unlocked_write)/u.test(operation)) return first("write");
  if (/^(?:load|read|unlocked_test)/u.test(operation)) return first("read");
  if (!operation.startsWith("compare_exchange")) return first("update");
  return [
    { argument: 0, mode: "update" },
    { argument: 1, mode: "update" },
  ];
}

/** Functions that order or guard accesses to memory that several processes share. Sources as above, and src/include/storage/{lock,barrier}.h. */
export function synchronizes(callee: string): boolean {
  return /^(?:LWLock|SpinLock|(?:pg_|__|__c11_)?atomic_|__sync_|ConditionVariable|Barrier|S_LOCK|TAS|LockAcquire|LockRelease|Lock\w*Object|Lock\w*Relation)|^pg_(?:memory|read|write|compiler)_barrier/u.test(
    callee,
  );
}

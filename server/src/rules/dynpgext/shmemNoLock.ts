import type { Event } from "../../flow/evaluate/event";
import type { FunctionRef } from "../../flow/program";
import type { LibraryView } from "../../index/libraryView";
import { entryPoints } from "../../pg/dynpgextInterface";
import { accessOf, synchronizes } from "../../pg/memoryAccess";
import { callEffects, plainFunctions, readingFunctions, reportFunctions } from "../../pg/callEffects";
import { accessesByName, anyElement, overlap, partName, type NamedAccess } from "../helpers/namedAccesses";
import { compareAccesses } from "../helpers/sharedAccess";
import { shmemExample } from "../helpers/shmemExample";
import type { WorkspaceRule } from "../rule";

const includes = `#include "postmaster/bgworker.h"
`;
const init = `	BackgroundWorker worker = {
		.bgw_name = "load meter",
		.bgw_flags = BGWORKER_SHMEM_ACCESS,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "meter_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->allocate_shmem(handle, "meter:1.0:load", sizeof(Load), init_load, NULL, DYNPGEXT_SCOPE_GLOBAL);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_GLOBAL);
`;

function example(options: {
  readonly type: string;
  readonly initialise: string;
  readonly add: string;
  readonly read: string;
}): string {
  return shmemExample({
    includes,
    before: `typedef struct Load
{
	${options.type} turns;
} Load;

static void
init_load(void *ptr, void *data)
{
	${options.initialise}
}
`,
    init,
    after: `PGDLLEXPORT void
meter_main(Datum main_arg)
{
	Load	   *load = dynpgext_lookup_shmem("meter:1.0:load");

	BackgroundWorkerUnblockSignals();
	while (load != NULL)
	{
${options.add}
		pg_usleep(1000000L);
	}
}

int64
meter_turns(void)
{
	Load	   *load = dynpgext_lookup_shmem("meter:1.0:load");

	return load == NULL ? 0 : ${options.read};
}
`,
  });
}

export const shmemNoLock: WorkspaceRule = {
  id: "shmem-no-lock",
  pack: "dynpgext",
  scope: "workspace",
  severity: "info",
  stage: "stable",
  since: "0.1.0",
  title: "Worker writes shared memory that others use, without lock or atomics",
  sources: [
    "src/include/storage/{lwlock,spin,latch}.h, src/include/port/atomics.h, REL_15_STABLE",
    "src/backend/storage/lmgr/README, REL_15_STABLE: spinlocks and LWLocks",
  ],
  why: "Several processes see the same bytes at once. Without a lock or an atomic type an addition is lost when two add at the same time, a reader sees half of a change of several fields, and the compiler may keep a value in a register for ever.",
  fix: "Use `pg_atomic_uint32` or `pg_atomic_uint64` for counters and flags, a spinlock (`SpinLockAcquire`) for a few fields, an `LWLock` for more.",
  limits:
    "Reports a plain field only when neither the worker nor the other function, with all they call, use any lock, atomic, barrier, condition variable or SetLatch, and hand the memory to no function out of sight. `volatile` and atomic fields are silent.",
  examples: [
    {
      title: "A counter of one process, read by others",
      bad: example({
        type: "int64",
        initialise: "((Load *) ptr)->turns = 0;",
        add: `		load->turns++;
		// <----------- written by the worker meter_main`,
        read: "load->turns",
      }),
      good: example({
        type: "pg_atomic_uint64",
        initialise: "pg_atomic_init_u64(&((Load *) ptr)->turns, 0);",
        add: "		pg_atomic_fetch_add_u64(&load->turns, 1);",
        read: "(int64) pg_atomic_read_u64(&load->turns)",
      }),
    },
  ],
  check(index, report) {
    const guarded = new Map<FunctionRef, boolean>();
    const isGuarded = (view: LibraryView, root: FunctionRef): boolean => {
      const known = guarded.get(root) ?? (view.traceOf(root)?.events ?? []).some(isGuard);
      guarded.set(root, known);
      return known;
    };
    for (const [name, accesses] of accessesByName(index)) {
      const open = accesses.filter(
        ({ view, event }) => isPlain(event) && !isGuarded(view, event.root) && !isDeclaredShared(view, event),
      );
      const written = open.filter(({ view, event }) => event.mode !== "read" && isWorker(view, event.root));
      const first = new Map<string, { readonly write: NamedAccess; readonly other: NamedAccess }>();
      for (const write of written) {
        const other = open.find((access) => isElsewhere(access, write));
        const key = anyElement(write.event.part ?? "");
        const known = first.get(key);
        if (other && (!known || compareAccesses(write.event, known.write.event) < 0))
          first.set(key, { write, other });
      }
      for (const { write, other } of first.values()) {
        const part = partName(write.event.part ?? "");
        const use = other.event.mode === "read" ? "read" : "written";
        report({
          at: write.event.site,
          message: `${part === "" ? "The memory" : part} of "${name}" is written by the worker ${write.event.root.name} and ${use} by ${other.event.root.name} without a lock, latch or atomics`,
          related: [{ site: other.event.site, message: `${use} by ${other.event.root.name} here` }],
        });
      }
    }
  },
};

function isPlain(event: NamedAccess["event"]): boolean {
  return (
    (event.mode === "read" || event.mode === "write" || event.mode === "update") &&
    event.part !== undefined &&
    event.lookup.names?.length === 1
  );
}

/** The same part, used by another process: what sets the memory up or takes it down does not count. */
function isElsewhere({ event }: NamedAccess, write: NamedAccess): boolean {
  if (event.root === write.event.root || event.root.name in entryPoints) return false;
  return overlap(event.part ?? "", write.event.part ?? "");
}

function isWorker(view: LibraryView, root: FunctionRef): boolean {
  return view.workerMains.some(({ fn }) => fn === root);
}

const guardWords = /lock|mutex|semaphore|barrier|atomic|acquire|__sync|shm_mq|lwl/iu;

/** Something orders accesses, or may do so out of sight. */
function isGuard(event: Event): boolean {
  if (event.kind === "call") {
    if (synchronizes(event.callee) || event.callee === "SetLatch") return true;
    return guardWords.test(event.callee) && event.callee !== "BackgroundWorkerUnblockSignals";
  }
  if (event.kind !== "access" || event.mode !== "pass") return false;
  const callee = event.callee ?? "";
  return (
    accessOf(callee) === undefined &&
    ![callEffects, plainFunctions, readingFunctions, reportFunctions].some((known) => known.has(callee))
  );
}

/** The field, or what the pointer points to, is declared volatile or atomic: its author has thought of other processes. */
function isDeclaredShared(view: LibraryView, { lookup, part, root, fn }: NamedAccess["event"]): boolean {
  const [field] = [...(part ?? "").matchAll(/\.(\w+)/gu)].map((match) => match[1]!);
  // C11's qualifier is no part of our model of a type.
  const atomic = new RegExp(
    field === undefined ? String.raw`\b_Atomic\b` : String.raw`\b_Atomic\b[^;{}]*\b${field}\b`,
    "u",
  );
  if (field === undefined ? atomic.test(fn.text) : view.files.some(({ text }) => atomic.test(text)))
    return true;
  return view.events.some((event) => {
    if (event.kind !== "typed" || event.root !== root || event.lookup.id !== lookup.id) return false;
    const struct = view.program.findStruct({ ...event.type, pointers: 0 }, event.fn.path);
    const member = struct?.fields.find(({ name }) => name === field)?.type;
    return [event.type, member].some(
      (type) => type !== undefined && (type.isVolatile || /^(?:pg_)?atomic_/u.test(type.base)),
    );
  });
}

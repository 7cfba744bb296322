import type { CallEvent, Event } from "../../flow/evaluate/event";
import { connectFunctions } from "../../pg/backgroundWorker";
import { allocationsByName } from "../helpers/allocationsByName";
import { shmemExample } from "../helpers/shmemExample";
import type { WorkspaceRule } from "../rule";

const before = `typedef struct Queue
{
	pg_atomic_uint32 length;
} Queue;

static void
init_queue(void *ptr, void *data)
{
	pg_atomic_init_u32(&((Queue *) ptr)->length, 0);
}
`;
const init = `	BackgroundWorker worker = {
		.bgw_name = "mail sender",
		.bgw_flags = BGWORKER_SHMEM_ACCESS | BGWORKER_BACKEND_DATABASE_CONNECTION,
		.bgw_start_time = BgWorkerStart_RecoveryFinished,
		.bgw_restart_time = BGW_NEVER_RESTART,
		.bgw_function_name = "sender_main",
	};

	strlcpy(worker.bgw_library_name, handle->library_name, BGW_MAXLEN);
	handle->allocate_shmem(handle, "mail:1.0:queue", sizeof(Queue), init_queue, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
	handle->register_bgworker(handle, &worker, NULL, NULL, DYNPGEXT_SCOPE_DATABASE_LOCAL);
`;
const includes = `#include "postmaster/bgworker.h"
`;

export const shmemLookupBeforeConnect: WorkspaceRule = {
  id: "shmem-lookup-before-connect",
  pack: "dynpgext",
  scope: "workspace",
  severity: "warning",
  stage: "stable",
  since: "0.1.0",
  title: "Worker looks up memory of its database before it is connected to one",
  sources: [
    "omni_ext, January and February 2024: dynpgext_lookup_shmem gives database-local memory of MyDatabaseId",
    "src/backend/utils/init/postinit.c InitPostgres, REL_15_STABLE: MyDatabaseId is set when the worker connects",
  ],
  why: "A look-up of database-local memory gives the slot of the database that the process is connected to. A worker that is not connected yet has `MyDatabaseId` 0 and gets a slot of its own: it works on memory that no backend of its database ever sees, and takes one of the slots away.",
  fix: "Call `BackgroundWorkerInitializeConnection` or `BackgroundWorkerInitializeConnectionByOid` first, then look up. Memory for a worker without a database has to be `DYNPGEXT_SCOPE_GLOBAL`.",
  limits:
    "Only in main functions of registered workers and what they call, for names that are known. A worker that connects in a function out of sight is silent.",
  examples: [
    {
      title: "Connect first",
      bad: shmemExample({
        before,
        includes,
        init,
        after: `PGDLLEXPORT void
sender_main(Datum main_arg)
{
	Queue	   *queue = dynpgext_lookup_shmem("mail:1.0:queue");
	//                                      ^^^^^^^^^^^^^^^^ before sender_main connects

	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);
	if (queue != NULL)
		pg_atomic_fetch_add_u32(&queue->length, 1);
}
`,
      }),
      good: shmemExample({
        before,
        includes,
        init,
        after: `PGDLLEXPORT void
sender_main(Datum main_arg)
{
	Queue	   *queue;

	BackgroundWorkerUnblockSignals();
	BackgroundWorkerInitializeConnectionByOid(DatumGetObjectId(main_arg), InvalidOid, 0);
	queue = dynpgext_lookup_shmem("mail:1.0:queue");
	if (queue != NULL)
		pg_atomic_fetch_add_u32(&queue->length, 1);
}
`,
      }),
    },
  ],
  check(index, report) {
    const allocations = allocationsByName(index.interfaceLibraries);
    for (const view of index.interfaceLibraries) {
      const mains = view.workerMains;
      for (const { event, name } of view.lookups) {
        if (!mains.some(({ fn }) => fn === event.root) || event.isConnected !== "no" || !name.isKnown)
          continue;
        const found = name.texts.map(({ text }) => allocations.get(text) ?? []);
        const isLocal = found.every(
          (list) => list.length > 0 && list.every(({ allocation }) => allocation.isDatabaseLocal === true),
        );
        const allocation = found[0]?.[0]?.allocation;
        if (!isLocal || !allocation) continue;
        report({
          at: name.site,
          message: `Memory "${name.texts[0]!.text}" is per database, but ${connection(view.events, event)}: the worker gets a slot that belongs to no database`,
          related: [
            { site: allocation.name.site, message: "allocated for each database here" },
            ...mains.flatMap(({ fn, registration }) =>
              fn === event.root ? [{ site: registration.event.site, message: "worker registered here" }] : [],
            ),
          ],
        });
      }
    }
  },
};

/** What the worker of a look-up does about its connection, in words. */
function connection(events: readonly Event[], lookup: CallEvent): string {
  const connects = events.some(
    (event) => event.root === lookup.root && event.kind === "call" && connectFunctions.has(event.callee),
  );
  return connects
    ? `it is looked up before ${lookup.root.name} connects to one`
    : `${lookup.root.name} never connects to one`;
}

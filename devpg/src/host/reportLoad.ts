import type { Database } from "./database";
import type { DevResult, LoadReport } from "./devPostgres";
import type { Load, LoadedProject } from "./loadProject";
import { readAllocations, readEvents, readWorkers } from "./readLoaderViews";
import { addressResolver } from "./resolveAddresses";
import { serverComplaints } from "./serverComplaints";

/** A worker that takes longer to start is shown as it is by then. */
const settlingMs = 1_500;

/** What a load has done, with what the loader allocated and started. */
export async function reportLoad(
  load: Load,
  { served, extensions, notices }: LoadedProject,
  { beganAtMs, durationMs }: { readonly beganAtMs: number; readonly durationMs: () => number },
): Promise<DevResult<LoadReport>> {
  const { context, server, build } = load;
  const { loader, preloaded, restartReason } = served;
  const seen = loader === "bundled" ? await withDatabase(load, (database) => observe(load, database)) : none;
  if (!seen.ok) return seen;
  // A worker or a hook of the extension may have ended the server by now.
  const connected = await server.connect(null);
  if (!connected.ok) return connected;
  await connected.value.end();
  return {
    ok: true,
    value: {
      ...{ build, database: context.options.database, extensions, loader, preloaded },
      ...(restartReason === undefined ? {} : { restartReason }),
      ...seen.value,
      notices: [...notices, ...(await serverComplaints(context, beganAtMs))],
      durationMs: durationMs(),
    },
  };
}

type Observed = Pick<LoadReport, "allocations" | "workers" | "events">;

const none: DevResult<Observed> = { ok: true, value: { allocations: [], workers: [], events: [] } };

async function observe({ run }: Load, database: Database): Promise<DevResult<Observed>> {
  const resolve = addressResolver();
  // What it answers is of no interest: a worker that takes longer is shown as it is.
  await database.run(`select dynpgext_dev.settle(${settlingMs})`, run.signal);
  const workers = await readWorkers(database, resolve);
  if (!workers.ok) return workers;
  const allocations = await readAllocations(database, resolve);
  if (!allocations.ok) return allocations;
  const events = await readEvents(database, 0, resolve);
  if (!events.ok) return events;
  return {
    ok: true,
    value: { allocations: allocations.value, workers: workers.value, events: events.value },
  };
}

async function withDatabase<T>(
  { context, server }: Load,
  work: (database: Database) => Promise<DevResult<T>>,
): Promise<DevResult<T>> {
  const connected = await server.connect(context.options.database);
  if (!connected.ok) return connected;
  try {
    return await work(connected.value);
  } finally {
    await connected.value.end();
  }
}

import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { bug } from "../../../server/src/base/bug";
import { logFormatOf } from "../interpret/serverLog";
import type { Installation } from "../plan/installation";
import type { Layout } from "../plan/layout";
import {
  managedSettings,
  requiredSettings,
  settingsFiles,
  userSettingsFile,
  withUserPreload,
} from "../plan/planSettings";
import { userPreload } from "../plan/userPreload";
import { buildLoader } from "./buildLoader";
import type { LiveServer } from "./clusterState";
import { crashReporterEnvironment, joinEnvironments } from "./crashReporter";
import type { DevResult, Run } from "./devPostgres";
import { fileProblem } from "./fileProblem";
import { freePort } from "./freePort";
import { makeCluster } from "./makeCluster";
import { makePrivate, writeWhole } from "./makeFolders";
import { prepareDatabase } from "./prepareDatabase";
import type { ServerNeed } from "./projectContext";
import { runningServer } from "./runningServer";
import { readServerRecord, writeServerRecord } from "./serverRecord";
import { sanitizerEnvironment } from "./sanitizerEnvironment";
import { startOfProcess } from "./startOfProcess";
import { startServer } from "./startServer";
import { stopServer } from "./stopServer";
import type { Workplace } from "./workplace";

export interface Served {
  readonly server: LiveServer;
  readonly preloaded: readonly string[];
  /** Why a running server was restarted. */
  readonly restartReason?: string;
}

/**
 * Makes the server run as it is needed: with its cluster, its settings, the loader and the dev database. A running one is
 * restarted only when something differs that a start decides. The prefix is there; the caller holds the lock.
 */
export async function serveCluster(
  workplace: Workplace,
  installation: Installation,
  need: ServerNeed,
  run: Run,
): Promise<DevResult<Served>> {
  const { layout } = workplace;
  const made = await makeCluster(workplace, installation, run);
  if (!made.ok) return made;
  const loader = need.bundledLoader
    ? await buildLoader(workplace, installation, run)
    : ({ ok: true, value: { rebuilt: false } } as const);
  if (!loader.ok) return loader;
  try {
    const live = await runningServer(workplace, installation.major, run);
    const settings = await settingsFor(workplace, installation, need, live);
    const reason =
      live === undefined
        ? undefined
        : (need.restartReason ??
          (await difference(layout, installation, live, settings)) ??
          (loader.value.rebuilt ? "the bundled loader was built anew" : undefined));
    let server = live;
    if (live === undefined || reason !== undefined) {
      run.watcher.step(reason === undefined ? "Starting PostgreSQL" : `Restarting PostgreSQL: ${reason}`);
      const started = await startWith(workplace, installation, settings, run);
      if (!started.ok) return started;
      server = started.value;
    }
    if (server === undefined) return bug("a server that was started is not there");
    const prepared = await prepareDatabase(workplace, server, need, loader.value.rebuilt);
    if (!prepared.ok) return prepared;
    const more = reason === undefined ? {} : { restartReason: reason };
    return { ok: true, value: { server, preloaded: settings.preloaded, ...more } };
  } catch (error) {
    return fileProblem(error, "The server could not be started");
  }
}

interface Settings {
  readonly managed: string;
  /** Of the user; empty when there are none. */
  readonly user: string;
  readonly required: string;
  readonly preloaded: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

async function settingsFor(
  workplace: Workplace,
  installation: Installation,
  need: ServerNeed,
  live: LiveServer | undefined,
): Promise<Settings> {
  const { layout, folder } = workplace;
  const { major } = installation;
  const user = await readFile(join(folder, userSettingsFile), "utf8").catch(() => "");
  const facts = {
    port: live?.port ?? (await freePort(layout.socketFolder)),
    socketFolder: live?.socketFolder ?? layout.socketFolder,
    logFolder: layout.log,
    logFormat: logFormatOf(major),
    major,
  };
  const preloaded = withUserPreload(need.preload, userPreload(user));
  const environment = joinEnvironments(
    // It must be the first.
    await sanitizerEnvironment(workplace, installation),
    { LD_PRELOAD: workplace.options.env["LD_PRELOAD"] },
    await crashReporterEnvironment(workplace, installation),
  );
  const required = requiredSettings(facts, preloaded);
  return { managed: managedSettings(facts), user, required, preloaded, environment };
}

/** Stops what runs and starts with these settings. */
async function startWith(
  workplace: Workplace,
  installation: Installation,
  settings: Settings,
  run: Run,
): Promise<DevResult<LiveServer>> {
  const { layout, user } = workplace;
  const stopped = await stopServer(workplace, installation.major);
  if (!stopped.ok) return stopped;
  await makePrivate(layout.socketFolder, user); // A cleaner of /tmp may have taken it.
  await writeWhole(join(layout.data, settingsFiles.managed), settings.managed);
  await writeWhole(join(layout.data, settingsFiles.user), settings.user);
  await writeWhole(join(layout.data, settingsFiles.required), settings.required);
  const started = await startServer(workplace, { installation, ...settings }, run);
  if (!started.ok) return started;
  const start = (await startOfProcess(started.value.pid)) ?? "";
  const { managed, user: own, required, preloaded, environment } = settings;
  await writeServerRecord(layout, {
    ...{ pid: started.value.pid, start, version: installation.version, preloaded, environment },
    settings: { managed, user: own, required },
  });
  return started;
}

/** What a restart would change, in words. */
async function difference(
  layout: Layout,
  installation: Installation,
  live: LiveServer,
  settings: Settings,
): Promise<string | undefined> {
  const socket = join(live.socketFolder, `.s.PGSQL.${live.port}`);
  if ((await stat(socket).catch(() => undefined)) === undefined) return "its socket was removed";
  const record = await readServerRecord(layout);
  if (record?.pid !== live.pid || record.start !== (await startOfProcess(live.pid)))
    return "it is not known with which settings it was started";
  if (record.version !== installation.version)
    return `PostgreSQL was changed from ${record.version} to ${installation.version}`;
  if (JSON.stringify(record.environment) !== JSON.stringify(settings.environment))
    return "what is loaded into it before all others changed";
  const before = new Set(record.preloaded);
  const added = settings.preloaded.filter((library) => !before.has(library));
  if (added.length > 0) return `shared_preload_libraries needs ${added.join(", ")}`;
  if (record.preloaded.join("\n") !== settings.preloaded.join("\n"))
    return "shared_preload_libraries changed";
  if (record.settings.user !== settings.user) return `${userSettingsFile} changed`;
  const { managed, required } = record.settings;
  return managed !== settings.managed || required !== settings.required ? "its settings changed" : undefined;
}

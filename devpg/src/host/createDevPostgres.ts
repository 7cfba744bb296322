import { rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Crash } from "../interpret/crash";
import type { MemoryContext } from "../interpret/memoryContextTree";
import type { LogRecord } from "../interpret/serverMessage";
import type { SourceDiagnostic } from "../interpret/sourceDiagnostic";
import type { CommandPlan } from "../plan/commandPlan";
import type { Installation } from "../plan/installation";
import { superuser } from "../plan/superuser";
import type { Project } from "../project/project";
import { buildProject } from "./buildProject";
import { clusterState, type LiveServer } from "./clusterState";
import { explainLoss } from "./crashProblem";
import { connectDatabase } from "./connectDatabase";
import type { Database } from "./database";
import type * as dev from "./devPostgres";
import { examineMachine } from "./doctor/examineMachine";
import { followCrashes } from "./followCrashes";
import { findInstallation } from "./findInstallation";
import { loadProject } from "./loadProject";
import { loadServer } from "./loadServer";
import { memoryContexts, serverProcesses, type ServerProcess } from "./memoryContexts";
import { operate, operateWithoutPrefix } from "./operate";
import { recreateDatabase } from "./prepareDatabase";
import { currentPrefix } from "./preparePrefix";
import { problem } from "./problem";
import { followLog, logPlaceOf, readLog } from "./readLog";
import { peekAllocation, readAllocations, readEvents, readWorkers } from "./readLoaderViews";
import { readProject } from "./readProject";
import { readSanitizerReports } from "./readSanitizerReports";
import { addressResolver } from "./resolveAddresses";
import { removeAll } from "./removeAll";
import { serveCluster } from "./serveCluster";
import { readServerNeed } from "./serverRecord";
import { serverStatus } from "./serverStatus";
import { stopServer } from "./stopServer";
import { findWorkplace, type Workplace } from "./workplace";

type DevResult<T> = dev.DevResult<T>;

/** The dev Postgres of a folder. Nothing is looked at or made before a method is called. */
export function createDevPostgres(options: dev.DevPostgresOptions): dev.DevPostgres {
  return new LocalDevPostgres(options);
}

/** How long what was found of the machine is believed by methods that only read: views ask every second. */
const believedMs = 5_000;

class LocalDevPostgres implements dev.DevPostgres {
  private found: { readonly at: number; readonly workplace: Promise<DevResult<Workplace>> } | undefined;

  private readonly resolve = addressResolver();

  constructor(readonly options: dev.DevPostgresOptions) {}

  installation(): Promise<DevResult<Installation>> {
    return findInstallation(this.options);
  }

  async project(): Promise<DevResult<Project>> {
    return readProject(this.options.folder);
  }

  status(): Promise<DevResult<dev.ServerStatus>> {
    return this.reading(async (workplace) => ({ ok: true, value: await serverStatus(workplace) }));
  }

  async build(run: dev.Run): Promise<DevResult<dev.BuildReport>> {
    const project = await this.project();
    // Before anything is made for a folder that has nothing to build.
    if (!project.ok) return project;
    return operate(this.options, "build", run, (context) => buildProject(context, run));
  }

  start(run: dev.Run): Promise<DevResult<dev.ServerStatus>> {
    return this.serving("start", run, {});
  }

  restart(run: dev.Run): Promise<DevResult<dev.ServerStatus>> {
    return this.serving("restart", run, { restartReason: "asked for" });
  }

  async stop(run: dev.Run): Promise<DevResult<dev.ServerStatus>> {
    const before = await this.status();
    // A server that never was is not made a folder for.
    if (!before.ok || before.value.state === "none" || before.value.state === "foreign-major") return before;
    return operateWithoutPrefix(this.options, "stop", run, async (workplace) => {
      run.watcher.step("Stopping PostgreSQL");
      const stopped = await stopServer(workplace, workplace.system.major);
      if (!stopped.ok) return stopped;
      // It is in a folder for everybody, and is made again by the next start; what is not empty stays.
      await rmdir(workplace.layout.socketFolder).catch(() => undefined);
      return { ok: true, value: await serverStatus(workplace) };
    });
  }

  resetDatabase(run: dev.Run): Promise<DevResult<dev.ServerStatus>> {
    return operate(this.options, "reset", run, async ({ workplace, installation }) => {
      const need = await readServerNeed(workplace.layout);
      const served = await serveCluster(workplace, installation, need, run);
      if (!served.ok) return served;
      run.watcher.step(`Making the database ${this.options.database} anew`);
      const made = await recreateDatabase(workplace, served.value.server, need);
      return made.ok ? { ok: true, value: await serverStatus(workplace) } : made;
    });
  }

  remove(run: dev.Run): Promise<DevResult<void>> {
    return removeAll(this.options, run);
  }

  connect(database: string | null): Promise<DevResult<Database>> {
    return this.withServer(({ server }) => connectDatabase(server, database ?? this.options.database));
  }

  psql(database: string | null): Promise<DevResult<CommandPlan>> {
    return this.withServer(async ({ server, workplace }) => {
      const { system, layout } = workplace;
      const { bindir } = (await currentPrefix(system, layout.prefix)) ?? system;
      const where = ["-h", server.socketFolder, "-p", String(server.port), "-U", superuser];
      const name = database ?? this.options.database;
      const argv: CommandPlan["argv"] = [join(bindir, "psql"), ...where, "-d", name];
      return { ok: true, value: { argv, cwd: workplace.folder, env: {} } };
    });
  }

  followLog(lines: number, show: (record: LogRecord) => void, signal: AbortSignal): Promise<DevResult<void>> {
    return this.reading(async (workplace) => ({
      ok: true,
      value: await followLog(logPlaceOf(workplace), lines, show, signal),
    }));
  }

  readLog(lines: number): Promise<DevResult<readonly LogRecord[]>> {
    return this.reading(async (workplace) => ({
      ok: true,
      value: await readLog(logPlaceOf(workplace), lines),
    }));
  }

  sanitizerReports(): Promise<DevResult<readonly SourceDiagnostic[]>> {
    return this.reading(async (workplace) => ({ ok: true, value: await readSanitizerReports(workplace) }));
  }

  async explainLoss(problem: dev.DevProblem, pid: number): Promise<dev.DevProblem> {
    const explained = await this.reading(({ layout, system }) =>
      explainLoss({ layout, options: this.options, installation: system }, problem, pid),
    );
    return explained.ok ? explained.value : problem;
  }

  followCrashes(show: (crash: Crash) => void, signal: AbortSignal): Promise<DevResult<void>> {
    return this.reading(async (workplace) => ({
      ok: true,
      value: await followCrashes(workplace, logPlaceOf(workplace), show, signal),
    }));
  }

  processes(): Promise<DevResult<readonly ServerProcess[]>> {
    return this.withDatabase(serverProcesses);
  }

  memoryContexts(pid: number, signal: AbortSignal): Promise<DevResult<readonly MemoryContext[]>> {
    return this.reading((workplace) =>
      this.withDatabase((database) => memoryContexts({ database, log: logPlaceOf(workplace) }, pid, signal)),
    );
  }

  doctor(): Promise<readonly dev.DoctorCheck[]> {
    return examineMachine(this.options);
  }

  async load(existing: dev.ExistingExtension, run: dev.Run): Promise<DevResult<dev.LoadReport>> {
    const project = await this.project();
    if (!project.ok) return project;
    return operate(this.options, "load", run, (operation) =>
      loadProject(operation, loadServer(operation), existing, run),
    );
  }

  allocations(): Promise<DevResult<readonly dev.Allocation[]>> {
    return this.withDatabase((database) => readAllocations(database, this.resolve));
  }

  workers(): Promise<DevResult<readonly dev.Worker[]>> {
    return this.withDatabase((database) => readWorkers(database, this.resolve));
  }

  events(after: number): Promise<DevResult<readonly dev.LoaderEvent[]>> {
    return this.withDatabase((database) => readEvents(database, after, this.resolve));
  }

  peek(allocation: dev.Allocation, offset: number, lengthBytes: number): Promise<DevResult<Uint8Array>> {
    return this.withDatabase((database) => peekAllocation(database, allocation, offset, lengthBytes));
  }

  private async withDatabase<T>(work: (database: Database) => Promise<DevResult<T>>): Promise<DevResult<T>> {
    const connected = await this.connect(null);
    if (!connected.ok) return connected;
    try {
      return await work(connected.value);
    } finally {
      await connected.value.end();
    }
  }

  private serving(
    purpose: string,
    run: dev.Run,
    more: { readonly restartReason?: string },
  ): Promise<DevResult<dev.ServerStatus>> {
    return operate(this.options, purpose, run, async ({ workplace, installation }) => {
      const need = { ...(await readServerNeed(workplace.layout)), ...more };
      const served = await serveCluster(workplace, installation, need, run);
      return served.ok ? { ok: true, value: await serverStatus(workplace) } : served;
    });
  }

  /** For what changes nothing and waits for nobody. */
  private async reading<T>(work: (workplace: Workplace) => Promise<DevResult<T>>): Promise<DevResult<T>> {
    const now = performance.now();
    if (this.found === undefined || now - this.found.at > believedMs)
      this.found = { at: now, workplace: findWorkplace(this.options) };
    const workplace = await this.found.workplace;
    if (workplace.ok) return work(workplace.value);
    this.found = undefined;
    return workplace;
  }

  private withServer<T>(
    work: (at: { readonly workplace: Workplace; readonly server: LiveServer }) => Promise<DevResult<T>>,
  ): Promise<DevResult<T>> {
    return this.reading(async (workplace) => {
      const server = await clusterState(workplace.layout, workplace.system.major);
      switch (server.kind) {
        case "running":
          return work({ workplace, server });
        case "starting":
          return problem("server-starting", "The dev Postgres does not accept connections yet");
        case "foreign-major":
        case "none":
        case "stopped":
        case "stopping":
          return problem("server-not-running", "The dev Postgres of this folder does not run", {
            action: "Start it: `dynpgext start`, or load the extension: `dynpgext load`",
          });
      }
    });
  }
}

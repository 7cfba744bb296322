import type { Database, QueryOutcome } from "../../../devpg/src/host/database";
import type {
  BuildReport,
  DevPostgres,
  DevPostgresOptions,
  DevProblem,
  DevResult,
  LoadReport,
  Run,
  ServerStatus,
} from "../../../devpg/src/host/devPostgres";
import type { LogRecord, ServerMessage } from "../../../devpg/src/interpret/serverMessage";
import type { Installation } from "../../../devpg/src/plan/installation";
import type { Project } from "../../../devpg/src/project/project";

export const installation: Installation = {
  pgConfig: "/pg/bin/pg_config",
  version: "PostgreSQL 15.20",
  major: 15,
  bindir: "/pg/bin",
  sharedir: "/pg/share",
  pkglibdir: "/pg/lib",
  libdir: "/pg/lib",
  includedir: "/pg/include",
  pkgincludedir: "/pg/include",
  includedirServer: "/pg/include/server",
  localedir: "/pg/locale",
  sysconfdir: "/pg/etc",
  pgxs: "/pg/lib/pgxs/src/makefiles/pgxs.mk",
  cc: "gcc",
  variables: {},
};

export const project: Project = {
  folder: "/w/shop",
  system: "pgxs",
  buildFile: "/w/shop/Makefile",
  extensions: [{ name: "shop", controlFile: "/w/shop/shop.control", requires: [] }],
  libraries: ["shop"],
  wantsUsePgxs: false,
  wantsDynpgextHeader: true,
  regressTests: [],
  isolationTests: [],
};

export const buildReport: BuildReport = {
  project,
  upToDate: false,
  diagnostics: [],
  libraries: ["/w/shop/shop.so"],
  durationMs: 1234,
};

export const loadReport: LoadReport = {
  build: buildReport,
  database: "dev",
  extensions: [{ name: "shop", version: "0.1", action: "created" }],
  loader: "bundled",
  preloaded: ["dynpgext_loader"],
  allocations: [
    {
      name: "shop:0.1:visits",
      extension: "shop",
      version: "0.1",
      scope: "global",
      sizeBytes: 4096,
      guard: "intact",
      place: { path: "/w/shop/shop.c", start: { line: 29, column: 1 }, end: { line: 29, column: 9 } },
    },
    {
      name: "shop:0.1:basket",
      extension: "shop",
      version: "0.1",
      scope: "database",
      database: "dev",
      sizeBytes: 64,
      guard: "overrun",
    },
  ],
  workers: [
    {
      name: "shop cleaner",
      extension: "shop",
      version: "0.1",
      scope: "database",
      database: "dev",
      pid: 77,
      state: "running",
      functionName: "cleaner_main",
    },
    {
      name: "shop counter",
      extension: "shop",
      version: "0.1",
      scope: "global",
      state: "failed",
      functionName: "counter_main",
      lastExit: -11,
    },
  ],
  events: [],
  notices: [],
  durationMs: 2500,
};

export function statusOf(state: ServerStatus["state"]): ServerStatus {
  return {
    state,
    installation,
    layout: {
      workspaceRoot: "/s/shop-1",
      folderRecord: "/s/shop-1/folder",
      root: "/s/shop-1/15",
      prefix: "/s/shop-1/15/prefix",
      data: "/s/shop-1/15/data",
      log: "/s/shop-1/15/log",
      build: "/s/shop-1/15/build",
      loader: "/s/shop-1/15/loader",
      socketFolder: "/r/dynpgext-1",
      lockFile: "/s/shop-1/lock",
    },
    ...(state === "running" ? { pid: 42, port: 5432, startedAt: new Date("2026-01-02T03:04:05Z") } : {}),
    preloaded: state === "running" ? ["dynpgext_loader"] : [],
    connectionString: "postgresql:///dev?host=/r/dynpgext-1",
  };
}

/** What a fake dev Postgres does; everything not named succeeds. */
export interface FakeBehaviour {
  readonly build?: (run: Run) => Promise<DevResult<BuildReport>>;
  readonly load?: (run: Run) => Promise<DevResult<LoadReport>>;
  readonly state?: ServerStatus["state"];
  readonly startProblem?: DevProblem;
  /** What a script gives, and the notices on the way. */
  readonly sql?: (script: string) => DevResult<readonly QueryOutcome[]>;
  readonly notices?: readonly ServerMessage[];
  readonly log?: readonly LogRecord[];
}

/** A dev Postgres without any PostgreSQL; `calls` are the names of what was asked of it. */
export function fakeDevPostgres(
  options: DevPostgresOptions,
  behaviour: FakeBehaviour,
  calls: string[],
): DevPostgres {
  let state = behaviour.state ?? "running";
  const okay = <T>(value: T): Promise<DevResult<T>> => Promise.resolve({ ok: true, value });
  const change = (name: string, next: ServerStatus["state"]) => (run: Run) => {
    calls.push(name);
    run.watcher.step(`${name} the server`);
    if (name === "start" && behaviour.startProblem !== undefined)
      return Promise.resolve({ ok: false as const, problem: behaviour.startProblem });
    state = next;
    return okay(statusOf(state));
  };
  return {
    options,
    installation: () => okay(installation),
    project: () => okay(project),
    status: () => okay(statusOf(state)),
    build: behaviour.build ?? (() => okay(buildReport)),
    load(existing, run) {
      calls.push(`load ${existing}`);
      run.watcher.step("Building shop");
      return behaviour.load?.(run) ?? okay(loadReport);
    },
    start: change("start", "running"),
    stop: change("stop", "stopped"),
    restart: change("restart", "running"),
    resetDatabase: change("reset", "running"),
    remove() {
      calls.push("remove");
      return okay(undefined);
    },
    connect: () => okay(fakeDatabase(behaviour, calls)),
    psql: () => okay({ argv: ["/pg/bin/psql", "dev"] as const, cwd: "/w/shop", env: { PGHOST: "/r" } }),
    allocations: () => okay([]),
    workers: () => okay([]),
    events: () => okay([]),
    peek: () => okay(new Uint8Array()),
    async followLog(_lines, show, signal) {
      for (const record of behaviour.log ?? []) show(record);
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return { ok: true, value: undefined };
    },
    readLog: (lines) => okay((behaviour.log ?? []).slice(-lines)),
    sanitizerReports: () => Promise.resolve({ ok: true, value: [] }),
    explainLoss: (problem) => Promise.resolve(problem),
    followCrashes: () => okay(undefined),
    processes: () => okay([]),
    memoryContexts: () => okay([]),
    doctor: () =>
      Promise.resolve([
        { title: "pg_config", state: "good", found: "/pg/bin/pg_config" },
        {
          title: "make",
          state: "bad",
          found: "not found",
          consequence: "No build.",
          remedy: "apt install make",
        },
      ]),
  };
}

function fakeDatabase({ sql, notices = [] }: FakeBehaviour, calls: string[]): Database {
  let listen: (notice: ServerMessage) => void = () => undefined;
  return {
    name: "dev",
    pid: 4711,
    query: () => Promise.resolve({ ok: true, value: [] }),
    run(script) {
      calls.push(`run ${script}`);
      for (const notice of notices) listen(notice);
      return Promise.resolve(sql?.(script) ?? { ok: true, value: [] });
    },
    onNotice(listener) {
      listen = listener;
    },
    listen: () => Promise.resolve({ ok: true, value: undefined }),
    closed: new Promise(() => undefined),
    end() {
      calls.push("end");
      return Promise.resolve();
    },
  };
}

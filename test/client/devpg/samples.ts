import type { Allocation, LoadReport, ServerStatus, Worker } from "../../../devpg/src/host/devPostgres";
import type { LoaderEvent } from "../../../devpg/src/host/devPostgres";
import type { SourcePlace } from "../../../devpg/src/interpret/sourceDiagnostic";

/** What a dev Postgres answers about `examples/hello_dynpgext`. */
export const place: SourcePlace = {
  path: "/home/me/hello_dynpgext/hello_dynpgext.c",
  start: { line: 90, column: 1 },
  end: { line: 90, column: 70 },
};

export const allocation: Allocation = {
  name: "hello_dynpgext:0.1:cluster",
  extension: "hello_dynpgext",
  version: "0.1",
  scope: "global",
  sizeBytes: 16,
  guard: "intact",
  place,
};

export const worker: Worker = {
  name: "hello_dynpgext reporter",
  extension: "hello_dynpgext",
  version: "0.1",
  scope: "database",
  database: "dev",
  pid: 4711,
  state: "running",
  functionName: "hello_reporter_main",
};

export const event: LoaderEvent = {
  id: 1,
  at: new Date(0),
  pid: 1,
  severity: "warning",
  rule: "shmem-lookup-unallocated",
  message: 'shared memory "x" is not allocated',
  hint: 'Did you mean "y"?',
  place,
};

export const status: ServerStatus = {
  state: "running",
  installation: {
    pgConfig: "/usr/bin/pg_config",
    version: "PostgreSQL 15.20 (Debian 15.20-0+deb12u1)",
    major: 15,
    bindir: "/usr/lib/postgresql/15/bin",
    sharedir: "",
    pkglibdir: "",
    libdir: "",
    includedir: "",
    pkgincludedir: "",
    includedirServer: "",
    localedir: "",
    sysconfdir: "",
    pgxs: "",
    cc: "gcc",
    variables: {},
  },
  layout: {
    workspaceRoot: "/s/hello",
    folderRecord: "/s/hello/folder",
    root: "/s/hello/15",
    prefix: "/s/hello/15/prefix",
    data: "/s/hello/15/data",
    log: "/s/hello/15/log",
    build: "/s/hello/15/build",
    loader: "/s/hello/15/loader",
    socketFolder: "/tmp/dynpgext-1000-12345678",
    lockFile: "/s/hello/15/lock",
  },
  pid: 4700,
  port: 5432,
  startedAt: new Date(0),
  preloaded: ["dynpgext_loader"],
  connectionString: "host=/tmp/dynpgext-1000-12345678",
};

export const loadReport: LoadReport = {
  build: {
    project: {
      folder: "/home/me/hello_dynpgext",
      system: "pgxs",
      buildFile: "/home/me/hello_dynpgext/Makefile",
      extensions: [],
      libraries: ["hello_dynpgext"],
      wantsUsePgxs: false,
      wantsDynpgextHeader: true,
      regressTests: [],
      isolationTests: [],
    },
    upToDate: false,
    diagnostics: [],
    libraries: [],
    durationMs: 1,
  },
  database: "dev",
  extensions: [{ name: "hello_dynpgext", version: "0.1", action: "created" }],
  loader: "bundled",
  preloaded: ["dynpgext_loader"],
  allocations: [allocation, { ...allocation, name: "hello_dynpgext:0.1:database" }],
  workers: [worker, { ...worker, name: "hello_dynpgext clock" }],
  events: [],
  notices: [],
  durationMs: 1,
};

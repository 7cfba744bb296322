import type { Problem } from "../../../server/src/base/result";
import type { Crash } from "../interpret/crash";
import type { DoctorCheck } from "../interpret/doctorCheck";
import type { FailureDetails, LogRecord, ServerMessage } from "../interpret/serverMessage";
import type { SourceDiagnostic, SourcePlace } from "../interpret/sourceDiagnostic";
import type { CommandPlan } from "../plan/commandPlan";
import type { Installation } from "../plan/installation";
import type { Layout } from "../plan/layout";
import type { Project } from "../project/project";
import type { MemoryContext } from "../interpret/memoryContextTree";
import type { Database } from "./database";
import type { ServerProcess } from "./memoryContexts";

export type { DoctorCheck };

/** Like `Result`, with what a failed build, script or server leaves to show. */
export type DevResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: DevProblem };

export interface DevProblem extends Problem, FailureDetails {}

/** Who watches an operation. Calls may come from several processes at once, never after the operation has ended. */
export interface Watcher {
  /** A new step begins, for instance `Building hello_dynpgext`. */
  step(title: string): void;
  /** A command is started. */
  command(plan: CommandPlan): void;
  /** Text that a command wrote, in the order and the pieces in which it came. */
  output(text: string): void;
}

/** Handed to everything that takes time. An aborted operation ends all it started and answers with `cancelled`. */
export interface Run {
  readonly signal: AbortSignal;
  readonly watcher: Watcher;
}

export type LoaderChoice = "auto" | "bundled" | "omni_ext" | "none";
/** `coverage` is for tests alone: it counts which lines run, and is built in a copy of the project. */
export type BuildProfile = "debug" | "release" | "asan" | "coverage";

/** What settings and options decide. */
export interface DevPostgresOptions {
  /** The folder of the extension. */
  readonly folder: string;
  /** A `pg_config`; wins over `pgVersion`. */
  readonly pgConfig?: string;
  readonly pgVersion?: number;
  readonly profile: BuildProfile;
  readonly loader: LoaderChoice;
  /** OS user of the server when we run as root. */
  readonly osUser?: string;
  /** Where the bundled loader's sources are. */
  readonly loaderSource: string;
  /** Name of the dev database. */
  readonly database: string;
  /** Where tests run; on this server when absent. */
  readonly testInstance?: "dev" | "temporary";
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ServerStatus {
  readonly state: "none" | "stopped" | "starting" | "running" | "foreign-major";
  readonly installation: Installation;
  readonly layout: Layout;
  /** When running. */
  readonly pid?: number;
  readonly port?: number;
  readonly startedAt?: Date;
  readonly preloaded: readonly string[];
  /** A database URL or key=value string for other tools. */
  readonly connectionString: string;
}

export interface BuildReport {
  readonly project: Project;
  /** Nothing had to be compiled. */
  readonly upToDate: boolean;
  /** Warnings, mostly. A failed build is a problem with diagnostics. */
  readonly diagnostics: readonly SourceDiagnostic[];
  /** Absolute paths of the libraries that were made. */
  readonly libraries: readonly string[];
  /** `compile_commands.json`, unless the user has one of their own. */
  readonly compileCommands?: string;
  readonly durationMs: number;
}

/** What to do with an extension that exists already and whose script changed while its version did not. */
export type ExistingExtension = "recreate" | "keep";

export interface LoadReport {
  readonly build: BuildReport;
  readonly database: string;
  readonly extensions: readonly {
    readonly name: string;
    readonly version: string;
    readonly action: "created" | "updated" | "recreated" | "unchanged";
  }[];
  readonly loader: Exclude<LoaderChoice, "auto">;
  readonly preloaded: readonly string[];
  /** Why the server was restarted; absent when it was not. */
  readonly restartReason?: string;
  readonly allocations: readonly Allocation[];
  readonly workers: readonly Worker[];
  readonly events: readonly LoaderEvent[];
  readonly notices: readonly ServerMessage[];
  readonly durationMs: number;
}

/** A row of `dynpgext_dev.shmem`. */
export interface Allocation {
  readonly name: string;
  readonly extension: string;
  readonly version: string;
  readonly scope: "global" | "database";
  /** Absent for global memory. */
  readonly database?: string;
  readonly sizeBytes: number;
  readonly guard: "intact" | "overrun" | "underrun";
  /** Where it was allocated, when the library has debug information. */
  readonly place?: SourcePlace;
}

/** A row of `dynpgext_dev.workers`. */
export interface Worker {
  readonly name: string;
  readonly extension: string;
  readonly version: string;
  readonly scope: "global" | "database";
  readonly database?: string;
  readonly pid?: number;
  readonly state: "registered" | "starting" | "running" | "exited" | "stopped" | "failed";
  readonly functionName: string;
  /** Exit code, or minus the number of the signal that ended it. */
  readonly lastExit?: number;
  readonly place?: SourcePlace;
}

/** A row of `dynpgext_dev.events`: a misuse, or what happened to a worker. */
export interface LoaderEvent {
  readonly id: number;
  readonly at: Date;
  readonly pid: number;
  readonly severity: "error" | "warning" | "notice" | "info";
  /** Id of a rule of ours; absent for events of a life cycle. */
  readonly rule?: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly place?: SourcePlace;
}

/**
 * The dev Postgres of one workspace folder. Its truth is on disk (`postmaster.pid`, a lock file): any number of these
 * objects, in any number of programs, share one server. Operations that change something wait for each other.
 */
export interface DevPostgres {
  readonly options: DevPostgresOptions;
  /** Fails with `pg-config-missing`, `pg-config-failed`, `pg-version-missing`, `pg-too-old`. */
  installation(): Promise<DevResult<Installation>>;
  /** What there is to build. Fails with `project-missing` and says what it looked for. */
  project(): Promise<DevResult<Project>>;
  status(): Promise<DevResult<ServerStatus>>;
  build(run: Run): Promise<DevResult<BuildReport>>;
  /** Builds, installs into the private prefix, (re)starts the server when needed, creates or updates the extensions. */
  load(existing: ExistingExtension, run: Run): Promise<DevResult<LoadReport>>;
  start(run: Run): Promise<DevResult<ServerStatus>>;
  /** Answers also when nothing ran. */
  stop(run: Run): Promise<DevResult<ServerStatus>>;
  restart(run: Run): Promise<DevResult<ServerStatus>>;
  /** Drops and creates the dev database. The server must run or is started. */
  resetDatabase(run: Run): Promise<DevResult<ServerStatus>>;
  /** Stops the server and removes everything of this workspace and major version. */
  remove(run: Run): Promise<DevResult<void>>;
  /** A connection to a running server; null is the dev database. Fails with `server-not-running` and the like. */
  connect(database: string | null): Promise<DevResult<Database>>;
  /** How to open an interactive psql. */
  psql(database: string | null): Promise<DevResult<CommandPlan>>;
  allocations(): Promise<DevResult<readonly Allocation[]>>;
  workers(): Promise<DevResult<readonly Worker[]>>;
  /** Events with an id greater than `after`, oldest first. */
  events(after: number): Promise<DevResult<readonly LoaderEvent[]>>;
  /** Bytes of an allocation as they are now. */
  peek(allocation: Allocation, offset: number, lengthBytes: number): Promise<DevResult<Uint8Array>>;
  /** The log from `lines` records before its end, then whatever is added, until aborted. Survives restarts of the server. */
  followLog(lines: number, show: (record: LogRecord) => void, signal: AbortSignal): Promise<DevResult<void>>;
  /** The last records of the log, oldest first; none when no server ever ran. */
  readLog(lines: number): Promise<DevResult<readonly LogRecord[]>>;
  /** What AddressSanitizer has reported of the libraries as they are installed now, at the user's lines; the server need not run. */
  sanitizerReports(): Promise<DevResult<readonly SourceDiagnostic[]>>;
  /**
   * A statement of a session with this pid failed: when its connection was lost because the process died, or it ended
   * with FATAL for a wrong use of memory, the problem becomes `server-crashed` or gets the place and the backtrace.
   */
  explainLoss(problem: DevProblem, pid: number): Promise<DevProblem>;
  /** Tells each process of the server that dies by a signal from now on, until aborted. Survives restarts of the server. */
  followCrashes(show: (crash: Crash) => void, signal: AbortSignal): Promise<DevResult<void>>;
  /** The processes of the running server that can be asked for their memory. */
  processes(): Promise<DevResult<readonly ServerProcess[]>>;
  /** The memory contexts of a running process. Fails as `memoryContexts` does. */
  memoryContexts(pid: number, signal: AbortSignal): Promise<DevResult<readonly MemoryContext[]>>;
  doctor(): Promise<readonly DoctorCheck[]>;
}

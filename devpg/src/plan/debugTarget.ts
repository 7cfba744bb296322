/** What a debugger is to be attached to. Plain data: it travels through launch configurations. */
export type DebugTarget =
  | SqlTarget
  /** A backend or worker that runs. */
  | { readonly kind: "process"; readonly pid: number }
  | NextSessionTarget
  /** A worker that runs, by its name; of one of the databases, when it is one per database. */
  | { readonly kind: "worker"; readonly name: string; readonly database?: string }
  | WorkerStartTarget
  /** What a process left when it crashed; `program` is the executable it ran. Absolute paths. */
  | { readonly kind: "core"; readonly file: string; readonly program: string };

/** SQL that a session of our own runs as soon as the debugger is attached and breakpoints are set. */
export interface SqlTarget {
  readonly kind: "sql";
  /** Statements, run one after the other; the first that fails ends the run. */
  readonly sql: string;
  /** Absolute path of the script that `sql` is the text of. */
  readonly file?: string;
  /** Run before the debugger is attached, in the same session, for instance `SET` and what a test expects to exist. */
  readonly before?: string;
  /** The dev database when absent. */
  readonly database?: string;
  /** Make that database anew, as pg_regress does; what it held is lost. */
  readonly isFresh?: boolean;
  /** Go on with the statements that follow one that failed, as psql does. */
  readonly afterError?: "stop" | "go-on";
}

/** The next session that somebody else opens: it waits in its first statement until the debugger is there. */
export interface NextSessionTarget {
  readonly kind: "session";
  /** For people: it is found in whatever database it opens. */
  readonly database: string;
  /** pg_regress names its sessions `pg_regress/<test>`: src/test/regress/pg_regress_main.c, REL_15_STABLE. */
  readonly application: string;
}

/** A worker from its first line: it is started anew, and held until the debugger is there. */
export interface WorkerStartTarget {
  readonly kind: "worker-start";
  /** `bgw_name`. */
  readonly name: string;
  /** The C function it begins with. */
  readonly functionName?: string;
  readonly database?: string;
}

/** Stop where an error of level ERROR or above is raised. Without conditions at any; else one of them is enough. */
export interface StopOnError {
  /** Five characters each, for instance `22012`. */
  readonly sqlstates?: readonly string[];
  /** Parts of the message. */
  readonly texts?: readonly string[];
}

/** What is debugged, and how. */
export interface DebugRequest {
  readonly target: DebugTarget;
  /** For people, for instance `Debug SQL`. */
  readonly title?: string;
  readonly stopOnError?: StopOnError | false;
  /** Build and load first; on when absent. Tests that have done that say false. */
  readonly load?: boolean;
}

import type { SourceDiagnostic } from "./sourceDiagnostic";

/** An error or notice of the server, from the protocol or from its log. Fields: manual, "Error and Notice Message Fields". */
export interface ServerMessage {
  /** Not translated: `ERROR`, `WARNING`, `LOG`, … */
  readonly severity: string;
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly context?: string;
  /** Of the C source that raised it: base name as compiled, 1-based line, function. */
  readonly file?: string;
  readonly line?: number;
  readonly routine?: string;
  /** 1-based character position in the statement. */
  readonly position?: number;
  readonly internalQuery?: string;
  readonly internalPosition?: number;
}

/** One entry of the server's log (jsonlog from PostgreSQL 15, csvlog before). */
export interface LogRecord extends ServerMessage {
  /** As the server wrote it. */
  readonly timestamp: string;
  readonly pid: number;
  readonly user?: string;
  readonly database?: string;
  readonly applicationName?: string;
  readonly backendType?: string;
  readonly statement?: string;
}

/** What an author should know and do about a message of the server. */
export interface Advice {
  /** What it means here, one or two sentences. */
  readonly explanation: string;
  /** What to do next, in the imperative. */
  readonly action: string;
  /** Id of a rule of ours that finds the same mistake in the source. */
  readonly rule?: string;
}

/** A failure of the dev Postgres with all that is known about it. */
export interface FailureDetails {
  readonly serverMessage?: ServerMessage;
  readonly advice?: Advice;
  readonly diagnostics?: readonly SourceDiagnostic[];
  /** The last lines a failed program wrote, or of the server's log. */
  readonly output?: readonly string[];
}

import type { ServerMessage } from "../interpret/serverMessage";
import type { DevResult } from "./devPostgres";

/** Result of one statement. */
export interface QueryOutcome {
  /** `SELECT`, `CREATE TABLE`, … */
  readonly command: string;
  readonly rowCount: number;
  readonly columns: readonly { readonly name: string; readonly typeOid: number }[];
  /** Values in their text form, as psql shows them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A connection. It reports each failure as a problem with the server's message and our advice. */
export interface Database {
  readonly name: string;
  /** Of the backend. */
  readonly pid: number;
  /** One statement with parameters; rows as objects with values converted by type. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<DevResult<readonly Row[]>>;
  /** Any number of statements, separated by semicolons; the outcomes of all of them. Aborting cancels the statement. */
  run(script: string, signal?: AbortSignal): Promise<DevResult<readonly QueryOutcome[]>>;
  /** Notices and warnings as they come. */
  onNotice(listen: (notice: ServerMessage) => void): void;
  /** `LISTEN channel`. */
  listen(channel: string, notified: (payload: string) => void): Promise<DevResult<void>>;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
  end(): Promise<void>;
}

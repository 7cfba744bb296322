import { createConnection } from "node:net";
import { Client, DatabaseError, type QueryArrayResult } from "pg";
import { adviceFor } from "../interpret/advice";
import type { ServerMessage } from "../interpret/serverMessage";
import { quoteIdentifier } from "../plan/quoteIdentifier";
import { superuser } from "../plan/superuser";
import type { Database, QueryOutcome } from "./database";
import type { DevProblem, DevResult } from "./devPostgres";
import { problem } from "./problem";

/** A server's socket. */
export interface Endpoint {
  readonly socketFolder: string;
  readonly port: number;
}

const connectTimeoutMs = 20_000;

/**
 * Opens a connection as superuser. Fails with `server-not-running`, `server-starting`, `database-missing`,
 * `connection-refused` (the server said no), `connection-failed`.
 */
export async function connectDatabase(
  endpoint: Endpoint,
  name: string,
  applicationName = "dynpgext",
): Promise<DevResult<Database>> {
  const client = new Client({
    host: endpoint.socketFolder,
    port: endpoint.port,
    user: superuser,
    database: name,
    password: "", // Else `pg` looks for one in the environment and in ~/.pgpass.
    ssl: false,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  client.on("error", () => undefined); // The end of the connection is told by `closed` and by the next statement.
  const closed = new Promise<void>((resolve) => client.once("end", () => resolve()));
  try {
    await client.connect();
  } catch (error) {
    void client.end().catch(() => undefined);
    return connectProblem(error, endpoint, name);
  }
  return { ok: true, value: databaseOver(client, endpoint, name, closed) };
}

type Keyed = { readonly processID: number | null; readonly secretKey: number | null };

function databaseOver(client: Client, endpoint: Endpoint, name: string, closed: Promise<void>): Database {
  const { processID, secretKey } = client as unknown as Keyed;
  return {
    name,
    pid: processID ?? 0,
    closed,
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      try {
        const result = await client.query<Row & Record<string, unknown>>(text, [...values]);
        return { ok: true, value: result.rows };
      } catch (error) {
        return queryProblem(error);
      }
    },
    async run(script, signal) {
      if (isAborted(signal)) return problem("cancelled", "The statement was cancelled");
      const cancel = (): void => void cancelStatement(endpoint, processID ?? 0, secretKey ?? 0);
      signal?.addEventListener("abort", cancel, { once: true });
      try {
        const answer = await client.query({ text: script, rowMode: "array", types: asText });
        const results = Array.isArray(answer) ? (answer as QueryArrayResult[]) : [answer];
        return { ok: true, value: results.map(outcomeOf) };
      } catch (error) {
        if (isAborted(signal) && error instanceof DatabaseError && error.code === "57014")
          return problem("cancelled", "The statement was cancelled", {
            serverMessage: serverMessageOf(error),
          });
        return queryProblem(error);
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
    onNotice: (listen) => void client.on("notice", (notice) => listen(serverMessageOf(notice))),
    async listen(channel, notified) {
      client.on("notification", (message) => {
        if (message.channel === channel) notified(message.payload ?? "");
      });
      try {
        await client.query(`LISTEN ${quoteIdentifier(channel)}`);
        return { ok: true, value: undefined };
      } catch (error) {
        return queryProblem(error);
      }
    },
    end: () => client.end(),
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

const asText = { getTypeParser: () => (value: string | Buffer) => value.toString() };

function outcomeOf(result: QueryArrayResult): QueryOutcome {
  return {
    command: result.command ?? "",
    rowCount: result.rowCount ?? 0,
    columns: (result.fields ?? []).map((field) => ({ name: field.name, typeOid: field.dataTypeID })),
    rows: (result.rows ?? []) as (string | null)[][],
  };
}

/** Fields that `pg` gives as text. */
interface Reported {
  readonly severity?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly where?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: string | undefined;
  readonly routine?: string | undefined;
  readonly position?: string | undefined;
  readonly internalQuery?: string | undefined;
  readonly internalPosition?: string | undefined;
}

function serverMessageOf(reported: Reported): ServerMessage {
  const { detail, hint, where, file, line, routine, position, internalQuery, internalPosition } = reported;
  return {
    severity: reported.severity ?? "ERROR",
    code: reported.code ?? "XX000",
    message: reported.message ?? "",
    ...(detail === undefined ? {} : { detail }),
    ...(hint === undefined ? {} : { hint }),
    ...(where === undefined ? {} : { context: where }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(routine === undefined ? {} : { routine }),
    ...(position === undefined ? {} : { position: Number(position) }),
    ...(internalQuery === undefined ? {} : { internalQuery }),
    ...(internalPosition === undefined ? {} : { internalPosition: Number(internalPosition) }),
  };
}

function queryProblem<T>(error: unknown): DevResult<T> {
  if (error instanceof DatabaseError) return serverProblem("query-failed", error);
  const text = error instanceof Error ? error.message : String(error);
  return problem("connection-lost", `The connection to the server was lost: ${text}`, {
    action: "If the server crashed or was stopped, its log says why (`dynpgext logs`)",
  });
}

function serverProblem<T>(code: string, error: DatabaseError, prefix = ""): DevResult<T> {
  const serverMessage = serverMessageOf(error);
  const advice = adviceFor(serverMessage);
  const action = advice?.action ?? serverMessage.hint;
  const more: Partial<DevProblem> = {
    serverMessage,
    ...(advice === undefined ? {} : { advice }),
    ...(action === undefined ? {} : { action }),
  };
  return problem(code, prefix + serverMessage.message, more);
}

function connectProblem(error: unknown, endpoint: Endpoint, name: string): DevResult<Database> {
  const socket = `${endpoint.socketFolder}/.s.PGSQL.${endpoint.port}`;
  if (error instanceof DatabaseError) {
    if (error.code === "57P03")
      return serverProblem("server-starting", error, "The server does not accept connections yet: ");
    if (error.code === "3D000") return serverProblem("database-missing", error);
    return serverProblem("connection-refused", error, `The server refused a connection to ${name}: `);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ECONNREFUSED")
    return problem("server-not-running", `No server listens at ${socket}`, {
      action: "Start it: `dynpgext start`",
    });
  return problem("connection-failed", `No connection through ${socket}: ${message}`, {
    action: "The server's log may say why (`dynpgext logs`)",
  });
}

/** Asks the server to cancel what a backend runs. Source: CancelRequest, manual of 15, 55.7 "Message Formats". */
function cancelStatement({ socketFolder, port }: Endpoint, pid: number, key: number): Promise<void> {
  return new Promise((resolve) => {
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(80877102, 4);
    request.writeInt32BE(pid, 8);
    request.writeInt32BE(key, 12);
    const socket = createConnection(`${socketFolder}/.s.PGSQL.${port}`);
    socket.on("connect", () => socket.end(request));
    socket.on("error", () => undefined); // A server that is gone has cancelled everything.
    socket.on("close", () => resolve());
    socket.resume();
  });
}

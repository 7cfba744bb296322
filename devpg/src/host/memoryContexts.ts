import { memoryContextLog } from "../interpret/memoryContextLog";
import type { MemoryContext } from "../interpret/memoryContextTree";
import type { Database } from "./database";
import type { DevResult } from "./devPostgres";
import { problem } from "./problem";
import { followLog, type LogPlace } from "./readLog";
import type { LogRecord } from "../interpret/serverMessage";

/** A process answers at its next check for interrupts: at once when it waits for its client. */
const timeoutMs = 10_000;

/** SQLSTATE of a function that there is not. Source: src/backend/utils/errcodes.txt, REL_15_STABLE. */
const undefinedFunction = "42883";

/** What a process of the server has, as far as `pg_stat_activity` knows it. */
export interface ServerProcess {
  readonly pid: number;
  /** `client backend`, or the name of a kind of worker. */
  readonly kind: string;
  readonly database: string | null;
  readonly application: string;
  readonly state: string | null;
  readonly query: string;
}

/** Every process that can be asked for its memory, ours not among them; those of clients first. */
export function serverProcesses(database: Database): Promise<DevResult<readonly ServerProcess[]>> {
  return database.query<ServerProcess>(`
select pid, coalesce(backend_type, '') as kind, datname as database, coalesce(application_name, '') as application,
       state, coalesce(query, '') as query
  from pg_catalog.pg_stat_activity
 where pid <> pg_catalog.pg_backend_pid()
 order by backend_type <> 'client backend', backend_type, pid`);
}

/**
 * Has a process write its memory contexts to the server's log, and reads them there. `database` is another session's.
 * Fails with `memory-contexts-unsupported` (before 14), `process-gone`, `process-busy` (it does not answer: it is stopped
 * in a debugger, or in a loop without CHECK_FOR_INTERRUPTS).
 */
export async function memoryContexts(
  { database, log }: { readonly database: Database; readonly log: LogPlace },
  pid: number,
  signal: AbortSignal,
): Promise<DevResult<readonly MemoryContext[]>> {
  const answer = awaitAnswer(log, pid, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
  await answer.isAwaited;
  const asked = await database.query<{ sent: boolean }>(
    "select pg_catalog.pg_log_backend_memory_contexts($1) as sent",
    [pid],
  );
  if (!asked.ok && asked.problem.serverMessage?.code === undefinedFunction) {
    answer.give();
    return problem(
      "memory-contexts-unsupported",
      "This PostgreSQL cannot say what memory another process has",
      {
        action: "Use PostgreSQL 14 or later, or stop the process in a debugger and look there",
      },
    );
  }
  const isSent = asked.ok && asked.value[0]?.sent === true;
  if (!isSent) answer.give();
  const found = await answer.contexts;
  if (!asked.ok) return asked;
  if (found !== undefined) return { ok: true, value: found };
  if (signal.aborted) return problem("cancelled", "Reading the memory contexts was cancelled");
  if (!isSent) return problem("process-gone", `There is no process ${pid} of this server`);
  return problem("process-busy", `Process ${pid} did not answer within ${timeoutMs / 1000} s`, {
    action:
      "It may be stopped in a debugger (then look at the stopped process), or run code without CHECK_FOR_INTERRUPTS()",
  });
}

/** The answer in the log of a question that is asked as soon as `isAwaited` resolves. Undefined at the end of the signal. */
function awaitAnswer(log: LogPlace, pid: number, signal: AbortSignal) {
  const ended = new AbortController();
  const records: LogRecord[] = [];
  let found: readonly MemoryContext[] | undefined;
  const take = (record: LogRecord): void => {
    if (record.pid !== pid) return;
    records.push(record);
    const isEnd = record.message.startsWith("Grand total:");
    const answer = isEnd ? memoryContextLog(records, pid) : undefined;
    if (answer?.isWhole !== true) return;
    found = answer.contexts;
    ended.abort();
  };
  let begin: () => void = () => undefined;
  const isAwaited = new Promise<void>((resolve) => (begin = resolve));
  const reading = followLog(log, 0, take, AbortSignal.any([signal, ended.signal]), begin);
  return { isAwaited, give: () => ended.abort(), contexts: reading.then(() => found) };
}

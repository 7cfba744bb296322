import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { scriptStatements } from "../../interpret/scriptStatements";
import type { ServerMessage } from "../../interpret/serverMessage";
import { rowsText } from "../../interpret/debug/rowsText";
import type { SqlTarget } from "../../plan/debugTarget";
import { quoteIdentifier } from "../../plan/quoteIdentifier";
import type { Database } from "../database";
import type { DevPostgres, DevProblem, DevResult } from "../devPostgres";
import { problem } from "../problem";
import type { PreparedTarget, TargetConsole } from "./preparedTarget";

/**
 * No time limit ends what somebody looks at. The names that a version does not have are left out by the server itself.
 * Source: manual of 17, 19.11.1 "Statement Behavior".
 */
const withoutTimeouts =
  "select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings where name in ('statement_timeout', " +
  "'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')";

/**
 * A session of our own that will run the SQL. The project's libraries are loaded into it, so that breakpoints are bound
 * before it runs anything. Fails as `connect` does, with `sql-file-missing`, and when `before` fails.
 */
export async function openSqlSession(
  postgres: DevPostgres,
  target: SqlTarget,
  libraries: readonly string[],
): Promise<DevResult<PreparedTarget>> {
  const script = await scriptOf(target);
  if (!script.ok) return script;
  const made = await makeFresh(postgres, target);
  if (!made.ok) return made;
  const connected = await postgres.connect(target.database ?? null);
  if (!connected.ok) return connected;
  const database = connected.value;
  const ready = await makeReady(database, target, libraries);
  if (!ready.ok) {
    await database.end();
    return ready;
  }
  return {
    ok: true,
    value: {
      pid: database.pid,
      title: `backend ${database.pid} (${database.name})`,
      run: async (console, signal) => {
        const lost = await runScript(database, target, script.value, console, signal);
        if (lost !== undefined && !signal.aborted)
          console.error(`${problemText(await postgres.explainLoss(lost, database.pid))}\n`);
        return true;
      },
      release: () => endSession(database),
    },
  };
}

async function scriptOf({ sql, file }: SqlTarget): Promise<DevResult<string>> {
  if (sql !== "" || file === undefined) return { ok: true, value: sql };
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined
    ? problem("sql-file-missing", `The script ${file} cannot be read`, {
        action: "Correct `sqlFile` in the configuration",
      })
    : { ok: true, value: text.replace(/^\ufeff/u, "") };
}

async function makeFresh(postgres: DevPostgres, { database, isFresh }: SqlTarget): Promise<DevResult<void>> {
  const nothing: DevResult<void> = { ok: true, value: undefined };
  if (isFresh !== true || database === undefined || database === postgres.options.database) return nothing;
  const maintenance = await postgres.connect("postgres");
  if (!maintenance.ok) return maintenance;
  const name = quoteIdentifier(database);
  try {
    for (const statement of [`drop database if exists ${name} with (force)`, `create database ${name}`]) {
      const done = await maintenance.value.run(statement);
      if (!done.ok) return done;
    }
    return nothing;
  } finally {
    await maintenance.value.end();
  }
}

async function makeReady(
  database: Database,
  { before }: SqlTarget,
  libraries: readonly string[],
): Promise<DevResult<void>> {
  const lifted = await database.run(`set application_name = 'dynpgext debug'; ${withoutTimeouts}`);
  if (!lifted.ok) return lifted;
  // One that cannot be loaded (it has to be preloaded, and is not) says so when the SQL needs it.
  for (const library of libraries) await database.run(`load ${literal(`$libdir/${library}`)}`);
  if (before === undefined) return { ok: true, value: undefined };
  for (const { text } of statementsOf(before)) {
    const done = await database.run(text);
    if (!done.ok) return { ok: false, problem: inSetUp(done.problem) };
  }
  return { ok: true, value: undefined };
}

function inSetUp(cause: DevProblem): DevProblem {
  return { ...cause, message: `What was to run before failed: ${cause.message}` };
}

/** Resolves with why the session is lost, when it is. */
async function runScript(
  database: Database,
  { file, afterError }: SqlTarget,
  script: string,
  console: TargetConsole,
  signal: AbortSignal,
): Promise<DevProblem | undefined> {
  database.onNotice((notice) => console.notice(`${noticeText(notice)}\n`));
  for (const { text, line } of statementsOf(script)) {
    if (signal.aborted) return undefined;
    const outcome = await database.run(text, signal);
    if (outcome.ok) for (const each of outcome.value) console.result(rowsText(each));
    else if (outcome.problem.code === "query-failed") {
      const place = file === undefined ? "" : `${basename(file)}:${line + 1}: `;
      console.error(`${place}${problemText(outcome.problem)}\n`);
      if (afterError !== "go-on") return undefined;
    } else return outcome.problem;
  }
  return undefined;
}

function statementsOf(script: string): readonly { readonly text: string; readonly line: number }[] {
  return scriptStatements(script).map(({ start, end }) => ({
    text: script.slice(start, end),
    line: script.slice(0, start).split("\n").length - 1,
  }));
}

function noticeText({ severity, message, detail, hint }: ServerMessage): string {
  return [
    `${severity}: ${message}`,
    ...(detail === undefined ? [] : [`DETAIL: ${detail}`]),
    ...(hint === undefined ? [] : [`HINT: ${hint}`]),
  ].join("\n");
}

function problemText({ message, action, serverMessage }: DevProblem): string {
  const { severity, code, detail, file, line, routine } = serverMessage ?? {};
  const place = file === undefined ? "" : ` (${routine ?? "?"}, ${file}:${line ?? 0})`;
  return [
    serverMessage === undefined ? message : `${severity ?? "ERROR"} ${code ?? ""}: ${message}${place}`,
    ...(detail === undefined ? [] : [`DETAIL: ${detail}`]),
    ...(action === undefined ? [] : [`HINT: ${action}`]),
  ].join("\n");
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A backend that is gone, or is still stopped, does not answer a farewell. */
async function endSession(database: Database): Promise<void> {
  const limit = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref());
  await Promise.race([database.end().catch(() => undefined), limit]);
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { DevProblem } from "../../devpg/src/host/devPostgres";
import type { DevCall, DevSession } from "./dev/devSession";
import { withDevPostgres } from "./dev/devSession";
import { loadRemarks } from "./dev/loadText";
import { noticeText } from "./dev/noticeText";
import { psql } from "./psql";
import { resultText, type ResultFormat } from "./dev/resultText";
import type { SqlText } from "./dev/statementPlace";
import { exitCodes, write, type ExitCode } from "./host";

export interface RunOptions {
  readonly sql?: string;
  /** `-` is standard input. */
  readonly file?: string;
  readonly format: ResultFormat;
}

/** Builds and loads the extension, then runs SQL and prints the rows; without SQL, opens psql. */
export async function run(call: DevCall, options: RunOptions): Promise<ExitCode> {
  const { host } = call;
  // Before anything is built: a wrong path should not cost a minute.
  const script = await scriptOf(call, options);
  if ("unreadable" in script) return refuse(call, `${script.unreadable}`);
  let isLoaded = false;
  const code = await withDevPostgres(call, async (session) => {
    const loaded = await session.devPostgres.load(session.existing, session.run);
    if (!loaded.ok) return session.explain(loaded.problem);
    session.progress.end("done");
    session.tell(await loadRemarks(loaded.value, session.stderrText));
    isLoaded = true;
    return script.sql === undefined ? exitCodes.clean : runScript(session, script.sql, options, call);
  });
  // psql takes the terminal, so that Ctrl+C is its own.
  const opens =
    isLoaded && script.sql === undefined && code === exitCodes.clean && host.interruptedBy === undefined;
  return opens ? psql(call, []) : code;
}

async function refuse({ host }: DevCall, message: string): Promise<ExitCode> {
  await write(host.stderr, `dynpgext: ${message}\n`);
  return exitCodes.failed;
}

async function scriptOf(
  { host }: DevCall,
  { sql, file }: RunOptions,
): Promise<{ readonly sql: SqlText | undefined } | { readonly unreadable: string }> {
  if (sql !== undefined) return { sql: { name: "--sql", text: sql } };
  if (file === undefined) return { sql: undefined };
  if (file === "-") return { sql: { name: "standard input", text: await host.readStdin() } };
  try {
    return {
      sql: { name: file, text: (await readFile(resolve(host.cwd, file), "utf8")).replace(/^\ufeff/, "") },
    };
  } catch (error) {
    return { unreadable: `${file}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function runScript(
  { devPostgres, run: running, explain, tell, print, stderrText }: DevSession,
  script: SqlText,
  { format }: RunOptions,
  { options }: DevCall,
): Promise<ExitCode> {
  const connected = await devPostgres.connect(null);
  if (!connected.ok) return explain(connected.problem);
  const database = connected.value;
  // Notices come in order but their text is made of files: one after the other.
  let told = Promise.resolve();
  database.onNotice((notice) => {
    told = told.then(async () => tell(await noticeText(notice, stderrText)));
  });
  try {
    const outcomes = await database.run(script.text, running.signal);
    await told;
    if (!outcomes.ok) {
      const problem = await devPostgres.explainLoss(outcomes.problem, database.pid);
      return await explain(withPsqlAdvice(problem), script);
    }
    await print(resultText(outcomes.value, format, { isQuiet: options.quiet === true }));
    return exitCodes.clean;
  } finally {
    await database.end();
  }
}

/** What looks like SQL to who is used to psql, and is not: the server sees it as it is written. */
function withPsqlAdvice(problem: DevProblem): DevProblem {
  const said = problem.serverMessage?.message ?? "";
  const isPsqls = said.startsWith('syntax error at or near "\\"') || /^COPY .* failed/.test(said);
  if (!isPsqls) return problem;
  return {
    ...problem,
    action:
      "Commands of psql (`\\d`, `\\copy`) and COPY from standard input are for psql: `dynpgext psql -- -f FILE`",
  };
}

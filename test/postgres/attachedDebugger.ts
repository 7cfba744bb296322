import { spawn } from "node:child_process";
import { accessSync, constants, cpSync } from "node:fs";
import { delimiter, join } from "node:path";
import { lldbSetUp } from "../../devpg/src/plan/debug/debuggerCommands";
import type { Database } from "../../devpg/src/host/database";
import { repository, value, type Sandbox } from "./sandbox";

/** A debugger that the tests use as a person would on its command line. */
export interface CommandLineDebugger {
  readonly name: "lldb" | "gdb";
  /** What it is asked before the process goes on, and at each stop after that. */
  run(database: Database, sql: string, session: DebuggerSession): Promise<DebuggedStatement>;
}

export interface DebuggerSession {
  /** Commands that are the same in both, run while the process is stopped for the first time. */
  readonly before: readonly string[];
  /** `file:line` to stop at. */
  readonly stopAt?: string;
  /** Run at the first stop, each with the answer it is looked up by in `answers`. */
  readonly atStop: readonly string[];
}

export interface DebuggedStatement {
  /** What each command of `before` and `atStop` printed. */
  readonly answers: Readonly<Record<string, string>>;
  /** All that the debugger printed. */
  readonly output: string;
  /** Of the statements. */
  readonly outcome: Awaited<ReturnType<Database["run"]>>;
}

const timeoutMs = 60_000;

const module = {
  lldb: join(repository, "devpg/debugger/lldb/dynpgext_lldb.py"),
  gdb: join(repository, "devpg/debugger/gdb/dynpgext_gdb.py"),
};

export const lldb: CommandLineDebugger = {
  name: "lldb",
  run: (database, sql, session) =>
    debug(database, sql, session, (commands) => {
      const all = [`process attach -p ${database.pid}`, ...lldbSetUp({ modules: module }), ...commands];
      const program = findProgram(["lldb-19", "lldb-18", "lldb-17", "lldb-16", "lldb-15", "lldb-14", "lldb"]);
      return [program, "--no-lldbinit", "--batch", ...all.flatMap((command) => ["-o", command])];
    }),
};

export const gdb: CommandLineDebugger = {
  name: "gdb",
  run: (database, sql, session) =>
    debug(database, sql, session, (commands) => {
      const all = ["set pagination off", `source ${module.gdb}`, ...commands.map(asGdb)];
      const attach = ["-q", "-nx", "--batch", "-p", String(database.pid)];
      return [findProgram(["gdb"]), ...attach, ...all.flatMap((command) => ["-ex", command])];
    }),
};

/** Puts the extension of this folder into the workspace of a sandbox. */
export function copyDebuggee({ folder }: Pick<Sandbox, "folder">): void {
  cpSync(join(repository, "test/postgres/debuggee"), folder, { recursive: true });
}

async function debug(
  database: Database,
  sql: string,
  { before, stopAt, atStop }: DebuggerSession,
  argvOf: (commands: readonly string[]) => readonly string[],
): Promise<DebuggedStatement> {
  value(await database.run("load 'debuggee'"));
  const asked = (commands: readonly string[]): string[] =>
    commands.flatMap((command) => [say(`BEGIN ${command}`), command, say("END")]);
  const stop = stopAt === undefined ? [] : [breakAt(stopAt)];
  const argv = argvOf([...asked(before), ...stop, say("READY"), "continue", ...asked(atStop), "detach"]);
  const child = spawn(argv[0]!, argv.slice(1), { stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs });
  let output = "";
  let complaints = "";
  const isReady = new Promise<void>((resolve) => {
    const take = (piece: Buffer): void => {
      output += piece.toString();
      if (/^READY$/mu.test(output)) resolve();
    };
    child.stdout.on("data", take);
    // Apart: what it complains of comes at any time, also within an answer.
    child.stderr.on("data", (piece: Buffer) => (complaints += piece.toString()));
    child.once("close", () => resolve());
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await isReady;
  const running = database.run(sql);
  await ended;
  return { answers: answersIn(output), output: output + complaints, outcome: await running };
}

function answersIn(output: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, command, text] of output.matchAll(/^BEGIN (.*)\n([\s\S]*?)^END$/gmu)) {
    // lldb repeats the commands it is given behind its prompt.
    const lines = text!.split("\n").filter((line) => !line.startsWith("(lldb) "));
    found[command!] = lines.join("\n").trim();
  }
  return found;
}

/** Python is the one thing that both print alike with. */
function say(text: string): string {
  return `script print(${JSON.stringify(text)}, flush=True)`;
}

function breakAt(place: string): string {
  const [file, line] = place.split(":");
  return `breakpoint set --file ${file} --line ${line}`;
}

function asGdb(command: string): string {
  const [, file, line] = /^breakpoint set --file (\S+) --line (\d+)$/u.exec(command) ?? [];
  if (file !== undefined) return `break ${file}:${line}`;
  if (command.startsWith("frame variable ")) return command.replace("frame variable", "print");
  return command.replace(/^script /u, "python ");
}

function findProgram(names: readonly string[]): string {
  for (const name of names) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        continue;
      }
    }
  }
  throw new Error(`None of ${names.join(", ")} is installed; npm run setup says how to install it`);
}

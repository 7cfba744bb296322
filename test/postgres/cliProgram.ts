import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { bundled } from "../lsp/startServer";
import { repository, type Sandbox } from "./sandbox";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A running `dynpgext` and what it has written so far. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves as soon as standard output or error holds the text. */
  wrote(text: string): Promise<void>;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Put before the program and its arguments. */
  readonly before?: readonly string[];
  readonly stdin?: string;
  /** In a process group of its own, as a shell starts a command on a terminal. */
  readonly ownGroup?: true;
}

/** Copies the command line into the sandbox, where any user can get at it, as an installation has it. */
export function installProgram({ root }: Sandbox): string {
  const program = join(root, "tool", "dist", "cli.js");
  mkdirSync(join(root, "tool", "dist"), { recursive: true });
  copyFileSync(bundled("cli/src/main.ts"), program);
  cpSync(join(repository, "devpg", "loader"), join(root, "tool", "devpg", "loader"), { recursive: true });
  return program;
}

/** The program has the same server as the sandbox. */
function serverOf({ options }: Sandbox): Record<string, string> {
  return options.pgConfig === undefined ? {} : { PG_CONFIG: options.pgConfig };
}

/** Starts `dynpgext` in the sandbox's workspace, as a process of its own. */
export function startProgram(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  { cwd = sandbox.folder, env = {}, before = [], stdin, ownGroup }: ProgramOptions = {},
): Program {
  const startedMs = performance.now();
  const [command = "", ...rest] = [...before, process.execPath, program, ...args];
  const child = spawn(command, rest, {
    cwd,
    env: { ...process.env, ...serverOf(sandbox), DYNPGEXT_HOME: sandbox.home, NO_COLOR: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: ownGroup === true,
  });
  child.stdin.end(stdin ?? "");
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({ code, stdout, stderr, durationMs: performance.now() - startedMs }),
    );
  });
  return {
    child,
    ended,
    wrote: (text) =>
      waitFor(
        () => `${args.join(" ")} to write ${JSON.stringify(text)}; it wrote ${stdout}${stderr}`,
        () => stdout.includes(text) || stderr.includes(text),
      ),
  };
}

/** Runs `dynpgext` to its end. */
export function runProgram(
  sandbox: Sandbox,
  program: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<Ended> {
  return startProgram(sandbox, program, args, options).ended;
}

/** Polls until the condition holds; fails after a time that is long even on a busy machine. */
export async function waitFor(
  what: () => string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what()}`);
    await delay(25);
  }
}

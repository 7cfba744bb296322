import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { ProgramLine, ProgramTask } from "./program";
import { repository } from "./sandbox";

/** `program.ts` in a process of its own. */
export interface OtherProgram {
  readonly pid: number;
  /** Resolves with the first line, printed already or to come, that fits; rejects when the program ends before. */
  line(fits: (line: ProgramLine) => boolean): Promise<ProgramLine>;
  /** The result of a call. */
  resultOf(call: string): Promise<unknown>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

const programs = new Set<ChildProcess>();

/** `become` is put before the program, to run it as another user. */
export function startProgram(
  task: ProgramTask,
  env: Readonly<Record<string, string | undefined>>,
  become: readonly string[] = [],
): OtherProgram {
  // Not through the launcher of tsx, which is a process of its own: the one that is killed has to be the program.
  const node = [process.execPath, "--import", join(repository, "node_modules/tsx/dist/loader.mjs")];
  const argv = [...become, ...node, join(repository, "test/postgres/program.ts"), JSON.stringify(task)];
  const child = spawn(argv[0]!, argv.slice(1), {
    cwd: repository,
    env: { ...env, TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  programs.add(child);
  const lines: ProgramLine[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  const wake = (): void => [...waiting].forEach((look) => look());
  createInterface({ input: child.stdout }).on("line", (text) => {
    lines.push(JSON.parse(text) as ProgramLine);
    wake();
  });
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      programs.delete(child);
      isOver = true;
      wake();
      resolve();
    }),
  );
  const line = (fits: (line: ProgramLine) => boolean): Promise<ProgramLine> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.find(fits);
        if (found === undefined && !isOver) return;
        waiting.delete(look);
        if (found === undefined)
          reject(new Error(`The program ended after ${JSON.stringify(lines.slice(-3))}`));
        else resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    pid: child.pid!,
    line,
    resultOf: async (call) => {
      const found = await line((candidate) => "call" in candidate && candidate.call === call);
      return "result" in found ? found.result : undefined;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Ends what a failed test left. */
export function killPrograms(): void {
  for (const child of programs) child.kill("SIGKILL");
}

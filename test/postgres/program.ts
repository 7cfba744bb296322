/**
 * Another program that uses a dev Postgres: `tsx program.ts '<JSON of ProgramTask>'`. It prints a line of JSON for every
 * step and command, and at last the result. `otherProgram.ts` starts it.
 */
import { setTimeout as delay } from "node:timers/promises";
import { createDevPostgres } from "../../devpg/src/host/createDevPostgres";
import type { DevPostgresOptions, Run } from "../../devpg/src/host/devPostgres";
import { holdLock } from "../../devpg/src/host/holdLock";

export interface ProgramTask {
  readonly options: Omit<DevPostgresOptions, "env">;
  readonly calls: readonly ("start" | "restart" | "stop" | "remove" | "hold" | "query" | "status" | "load")[];
  readonly lockFile?: string;
}

export type ProgramLine =
  | { readonly step: string }
  | { readonly command: string }
  | { readonly call: string; readonly result: unknown };

const say = (line: ProgramLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const run: Run = {
  signal: new AbortController().signal,
  watcher: {
    step: (title) => say({ step: title }),
    command: ({ argv }) => say({ command: argv.join(" ") }),
    output: () => undefined,
  },
};

async function main(task: ProgramTask): Promise<void> {
  const postgres = createDevPostgres({ ...task.options, env: process.env });
  for (const call of task.calls) {
    switch (call) {
      case "hold":
        await holdLock(task.lockFile!, "dynpgext test", run, async () => {
          say({ step: "holding" });
          await delay(600_000);
          return { ok: true, value: undefined };
        });
        break;
      case "query": {
        const connected = await postgres.connect(null);
        const result = connected.ok ? await connected.value.run("select current_user, 6 * 7") : connected;
        if (connected.ok) await connected.value.end();
        say({ call, result });
        break;
      }
      case "status":
        say({ call, result: await postgres.status() });
        break;
      case "load":
        say({ call, result: await postgres.load("recreate", run) });
        break;
      case "start":
      case "restart":
      case "stop":
      case "remove":
        say({ call, result: await postgres[call](run) });
        break;
    }
  }
}

void main(JSON.parse(process.argv[2]!) as ProgramTask);

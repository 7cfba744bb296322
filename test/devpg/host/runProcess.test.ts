import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import { processEnvironment, runProcess } from "../../../devpg/src/host/runProcess";
import { runToSuccess } from "../../../devpg/src/host/runToSuccess";

const shell = (script: string): CommandPlan => ({ argv: ["/bin/sh", "-c", script], cwd: "/", env: {} });

describe("runProcess", () => {
  it("gives both streams apart and together, and any exit code", async () => {
    const outcome = await runProcess(shell("echo one; echo two >&2; exit 3"), { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ ok: true, value: { exitCode: 3, stdout: "one\n", stderr: "two\n" } });
  });

  it("hands arguments over as they are, with spaces, quotes and dollars", async () => {
    const argument = `a b 'c' "d" $HOME;\n*`;
    const plan: CommandPlan = { argv: ["printf", "%s", argument], cwd: "/", env: {} };
    const outcome = await runProcess(plan, { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ ok: true, value: { stdout: argument } });
  });

  it("says that a program is missing", async () => {
    const plan: CommandPlan = { argv: ["no-such-program-here"], cwd: "/", env: {} };
    const outcome = await runProcess(plan, { timeoutMs: 10_000 });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "program-missing" } });
  });

  it("ends the whole group when it is cancelled, grandchildren that ignore SIGTERM included", async () => {
    const abort = new AbortController();
    const watcher = { ...silent, output: (text: string) => collected(text) };
    let pids: readonly number[] = [];
    const collected = (text: string): void => {
      pids = text.trim().split(" ").map(Number);
      abort.abort();
    };
    const plan = shell(`(trap '' TERM; exec sleep 600) & echo "$! $$"; wait`);
    const outcome = await runProcess(plan, {
      timeoutMs: 60_000,
      signal: abort.signal,
      watcher,
      graceMs: 200,
    });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "cancelled" } });
    expect(pids).toHaveLength(2);
    await until(() => pids.every((pid) => !isAlive(pid)));
  });

  it("ends a program whose time is up and keeps its last output", async () => {
    const outcome = await runProcess(shell("echo waiting; sleep 600"), { timeoutMs: 300, graceMs: 200 });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "timeout", output: ["waiting"] } });
  });

  it("starts nothing for a signal that is aborted already", async () => {
    const outcome = await runProcess(shell("exit 0"), { timeoutMs: 1000, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "cancelled" } });
  });

  it("ends what a program left behind in its group", async () => {
    const outcome = await runProcess(shell("sleep 600 >/dev/null 2>&1 & echo $!"), { timeoutMs: 10_000 });
    const left = Number(outcome.ok ? outcome.value.stdout : Number.NaN);
    await until(() => !isAlive(left));
  });

  it("ends the group when this process is killed with SIGKILL", async () => {
    const program = fileURLToPath(new URL("./killedRunner.ts", import.meta.url));
    const runner = spawn("node_modules/.bin/tsx", [program], { stdio: ["ignore", "pipe", "inherit"] });
    runners.push(runner.pid!);
    const line = await firstLine(runner.stdout);
    const { runnerPid, childPid } = JSON.parse(line) as { runnerPid: number; childPid: number };
    expect(isAlive(childPid)).toBe(true);
    process.kill(runnerPid, "SIGKILL");
    await until(() => !isAlive(childPid));
  });
});

describe("runToSuccess", () => {
  it("names the command, its exit code and its last line", async () => {
    const outcome = await runToSuccess(shell("echo no space left; exit 2"), {
      timeoutMs: 9000,
      code: "x-failed",
    });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "x-failed", output: ["no space left"] } });
    expect(outcome.ok ? "" : outcome.problem.message).toMatch(/failed with exit code 2: no space left$/);
  });
});

describe("processEnvironment", () => {
  it("keeps what leads to other servers out, unless it was asked for", () => {
    const base = {
      PGHOST: "elsewhere",
      PGDATA: "/var/lib/x",
      PG_CONFIG: "/p",
      HOME: "/h",
      LC_ALL: "de_DE.UTF-8",
    };
    expect(processEnvironment(base, { PGPORT: "1", HOME: undefined })).toEqual({
      PG_CONFIG: "/p",
      LC_ALL: "C",
      PGPORT: "1",
    });
  });
});

const silent = { step: () => undefined, command: () => undefined, output: () => undefined };
const runners: number[] = [];

afterAll(() => {
  for (const pid of runners) if (isAlive(pid)) process.kill(pid, "SIGKILL");
});

/** A zombie that nobody has reaped yet counts as ended. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true);
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    stream.on("data", (piece: Buffer) => {
      text += piece.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    stream.on("end", () => reject(new Error(`ended after ${JSON.stringify(text)}`)));
  });
}

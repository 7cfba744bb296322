import type { DevPostgresOptions } from "../../../devpg/src/host/devPostgres";
import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import type { DevHost, DevParts, DevTests } from "../../../cli/src/dev/devHost";
import type { DevOptions } from "../../../cli/src/dev/devOptions";
import type { DevCall } from "../../../cli/src/dev/devSession";
import { CapturedStream } from "../runCheck";
import { fakeDevPostgres, type FakeBehaviour } from "./fakeDevPostgres";

export interface DevCommandSetting extends FakeBehaviour {
  readonly folder?: string;
  readonly options?: Partial<DevOptions>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What is typed when something is asked; there is a terminal then. */
  readonly answer?: string;
  /** Interrupts as soon as the work has begun. */
  readonly interrupt?: "SIGINT" | "SIGTERM";
  readonly psqlExitCode?: number;
  /** Without it there are no tests. */
  readonly tests?: DevTests;
}

export interface DevCommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly string[];
  /** What the dev Postgres was made with. */
  readonly made: DevPostgresOptions | undefined;
  /** Programs that took the terminal. */
  readonly opened: readonly CommandPlan[];
}

/** Runs a command in a folder against a fake dev Postgres, as `dynpgext` does after reading its options. */
export async function runDevCommand(
  cwd: string,
  command: (call: DevCall) => Promise<number>,
  setting: DevCommandSetting = {},
): Promise<DevCommandOutcome> {
  const hasTerminal = setting.answer !== undefined;
  const [stdout, stderr] = [new CapturedStream(), new CapturedStream(hasTerminal)];
  const calls: string[] = [];
  const opened: CommandPlan[] = [];
  let made: DevPostgresOptions | undefined;
  const controller = new AbortController();
  const host: DevHost = {
    ...{ cwd, stdout, stderr, env: { TERM: "dumb", ...setting.env }, block: (work) => work() },
    stdin: { isTTY: hasTerminal },
    readStdin: () => Promise.resolve(setting.stdin ?? ""),
    ask(question) {
      stderr.text += question;
      return Promise.resolve(setting.answer);
    },
    interruptedBy: setting.interrupt,
    handOver: (work) => work(),
    cancellable(work) {
      if (setting.interrupt !== undefined) setImmediate(() => controller.abort());
      return work(controller.signal);
    },
  };
  const parts: DevParts = {
    createDevPostgres(options) {
      made = options;
      return fakeDevPostgres(options, setting, calls);
    },
    loaderSource: "/loader",
    tests: setting.tests ?? noTests,
    runInteractive(plan) {
      opened.push(plan);
      return Promise.resolve({ ok: true, value: setting.psqlExitCode ?? 0 });
    },
  };
  const options: DevOptions = { color: "never", ...setting.options };
  const code = await command({ folder: setting.folder, options, host, parts });
  return { code, stdout: stdout.text, stderr: stderr.text, calls, made, opened };
}

const nothing = { ok: false, problem: { code: "tests-missing", message: "There are no tests" } } as const;
const noTests: DevTests = {
  suites: () => Promise.resolve(nothing),
  run: () => Promise.resolve(nothing),
  accept: () => Promise.resolve(nothing),
  lastResults: () => Promise.resolve(nothing),
};

import type { DevPostgres, DevPostgresOptions, DevResult } from "../../../devpg/src/host/devPostgres";
import type { acceptTest, lastResults } from "../../../devpg/src/host/tests/acceptTests";
import type { askSuites } from "../../../devpg/src/host/tests/readSuites";
import type { runTests } from "../../../devpg/src/host/tests/runTests";
import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import type { Host } from "../host";

/** What the commands of the dev Postgres need of the process and its terminal: handed in, so that tests bring their own. */
export interface DevHost extends Host {
  readonly stdin: { readonly isTTY?: boolean };
  /** Everything on standard input. */
  readStdin(): Promise<string>;
  /** Asks on the terminal. The line that was typed; undefined when the input ended instead. */
  ask(question: string): Promise<string | undefined>;
  /**
   * Does work that Ctrl+C, SIGTERM and SIGHUP cancel by the signal it is handed; a second Ctrl+C ends the process at
   * once. `interruptedBy` tells which it was.
   */
  cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Does work during which Ctrl+C is the business of a program that has our terminal. */
  handOver<T>(work: () => Promise<T>): Promise<T>;
  readonly interruptedBy: "SIGINT" | "SIGTERM" | "SIGHUP" | undefined;
}

/** The dev Postgres as the commands use it. */
export interface DevParts {
  createDevPostgres(options: DevPostgresOptions): DevPostgres;
  /** Folder of the bundled loader's sources. */
  readonly loaderSource: string;
  /** Runs a program that takes over the terminal; resolves with its exit code. */
  runInteractive(plan: CommandPlan): Promise<DevResult<number>>;
  readonly tests: DevTests;
}

/** The tests of a project. */
export interface DevTests {
  readonly suites: typeof askSuites;
  readonly run: typeof runTests;
  readonly accept: typeof acceptTest;
  readonly lastResults: typeof lastResults;
}

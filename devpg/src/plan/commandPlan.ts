/** A command to run, as data: never a shell string. */
export interface CommandPlan {
  /** The program, by path or to be found on PATH, and its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** Absolute. */
  readonly cwd: string;
  /** Added to the environment of the process; undefined removes a variable. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A process that a debugger can be attached to, and what is to happen around that. */
export interface PreparedTarget {
  readonly pid: number;
  /** A core file, instead of a process; `pid` is 0 then. */
  readonly core?: { readonly file: string; readonly program: string };
  /** For people: `backend 123 (dev)`. */
  readonly title: string;
  /** Stop there first. */
  readonly entryFunction?: string;
  /** `statement_timeout` and the like may end what it does: it is not a session of ours. */
  readonly hasTimeLimits?: boolean;
  /** It was stopped by a signal; this lets it go on, as soon as the debugger does too. */
  readonly letGo?: () => void;
  /**
   * What to do when breakpoints are set and the process runs. Resolves when that is over, with true when debugging is
   * over then too.
   */
  readonly run?: (console: TargetConsole, signal: AbortSignal) => Promise<boolean>;
  /** Gives up what was opened for it. Called once, when the debugger is gone or never came. */
  release(): Promise<void>;
}

/** Shows the user what SQL gave. */
export interface TargetConsole {
  result(text: string): void;
  notice(text: string): void;
  error(text: string): void;
}

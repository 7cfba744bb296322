/** Where a command runs: what it may read of the process and where it writes. */
export interface Host {
  /** The current directory, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Does long work without a pause, in a way that an interrupt still ends the process at once. */
  block<T>(work: () => T): T;
}

export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string, done: () => void): unknown;
}

/** Width of a terminal; some say 0 when they do not know. */
export function columnsOf({ columns }: OutputStream, otherwise: number): number {
  return columns === undefined || columns === 0 ? otherwise : columns;
}

/** Resolves when the text has left the process, or nobody reads it any more. */
export async function write(stream: OutputStream, text: string): Promise<void> {
  if (text !== "") await new Promise<void>((resolve) => stream.write(text, resolve));
}

/** What the process ends with; `notRunning` is what `pg_ctl status` says for it. */
export const exitCodes = { clean: 0, findings: 1, failed: 2, notRunning: 3, interrupted: 130 } as const;

/** One of `exitCodes`, or that of a program that took our place. */
export type ExitCode = number;

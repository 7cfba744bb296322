/** Shared memory that a process has looked up, newest first. Address 0: the look-up gave NULL. */
export interface LookedUp {
  readonly name: string;
  readonly address: number;
  readonly sizeBytes: number;
}

/** A return address, or the first one where the process died; addresses of user space fit into a number. */
export interface ReportedFrame {
  readonly address: number;
  /** From where its file is loaded; 0 when it is in no file. */
  readonly offset: number;
  /** An exported function, where it is in one. */
  readonly function?: string;
  /** Absolute; `postgres` for the server's own program, whose name a process overwrites. */
  readonly file: string;
}

/** What a process of the server wrote down of its death. Source: devpg/loader/crash/crash_reporter.c. */
export interface CrashReport {
  readonly pid: number;
  readonly signal: number;
  /** `error`: the loader made a FATAL error of it, and the server went on. */
  readonly ending: "signal" | "error";
  /** A process sent the signal. */
  readonly wasSent: boolean;
  /** That was used, where the signal is about one; absent when it is nothing that could be one. */
  readonly address?: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly lookups: readonly LookedUp[];
  readonly registers: readonly number[];
  /** Innermost first; the first is where it died. */
  readonly frames: readonly ReportedFrame[];
  readonly query?: string;
}

/** Undefined for what is no report, or one that is not whole: it is being written, or the process could not end it. */
export function readCrashReport(text: string): CrashReport | undefined {
  const lines = text.split("\n");
  if (lines[0] !== "dynpgext crash 1" || !lines.includes("end")) return undefined;
  const all = (label: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${label} `)).map((line) => line.slice(label.length + 1));
  const number = (label: string): number => Number(all(label)[0] ?? 0);
  const query = all("query")[0];
  const address = number("address");
  return {
    pid: number("pid"),
    signal: number("signal"),
    ending: all("ending")[0] === "error" ? "error" : "signal",
    wasSent: all("sent").length > 0,
    ...(Number.isNaN(address) ? {} : { address }),
    atMs: number("time"),
    lookups: all("lookup").map(lookedUp),
    registers: all("register").map(Number),
    frames: all("frame").map(frame),
    ...(query === undefined ? {} : { query: unescaped(query) }),
  };
}

function lookedUp(line: string): LookedUp {
  const [, address, size, name] = /^(\S+) (\d+) (.*)$/u.exec(line) ?? [];
  return { address: Number(address ?? 0), sizeBytes: Number(size ?? 0), name: unescaped(name ?? "") };
}

function frame(line: string): ReportedFrame {
  const [, address, offset, name, file] = /^(\S+) (\S+) (\S+) (.*)$/u.exec(line) ?? [];
  const path = unescaped(file ?? "");
  return {
    address: Number(address ?? 0),
    offset: Number(offset ?? 0),
    ...(name === undefined || name === "-" ? {} : { function: name }),
    file: path === "" || path.startsWith("/") ? path : "postgres",
  };
}

function unescaped(text: string): string {
  return text.replace(/\\([nr\\])/gu, (_, letter: string) => ({ n: "\n", r: "\r" })[letter] ?? "\\");
}

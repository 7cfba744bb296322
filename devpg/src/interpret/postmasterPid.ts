/** What a server says about itself in `postmaster.pid`. Source: src/include/utils/pidfile.h, REL_15_STABLE. */
export interface PostmasterPid {
  readonly pid: number;
  readonly data: string;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly port?: number;
  readonly socketFolder?: string;
  readonly state: "starting" | "stopping" | "ready" | "standby" | "unknown";
}

/** Reads `postmaster.pid`; undefined when not even the pid is there, as while the file is being written. */
export function readPostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split("\n").map((line) => line.trimEnd());
  // A negative number stands for a single-user backend.
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  const port = Number.parseInt(lines[3] ?? "", 10);
  const socketFolder = lines[4] ?? "";
  return {
    pid,
    data: lines[1] ?? "",
    startedAt: Number.parseInt(lines[2] ?? "", 10) || 0,
    ...(Number.isInteger(port) ? { port } : {}),
    ...(socketFolder === "" ? {} : { socketFolder }),
    state: stateOf((lines[7] ?? "").trim()),
  };
}

function stateOf(word: string): PostmasterPid["state"] {
  switch (word) {
    case "starting":
    case "stopping":
    case "ready":
    case "standby":
      return word;
    default:
      return "unknown";
  }
}

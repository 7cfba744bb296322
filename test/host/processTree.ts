import { execFileSync } from "node:child_process";

/** Every process below `root` at this moment, as `pid command`. A pid alone could be reused by another process. */
export function descendantsOf(root: number): { pid: number; command: string }[] {
  const all = listProcesses();
  const below = new Set([root]);
  // A parent is older than its children but its pid may be larger, so it takes rounds.
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => pid !== root && below.has(pid));
}

/** Those of `processes` that still run. A zombie has ended: it only waits for its parent to take note. */
export function stillRunning(processes: readonly { pid: number; command: string }[]) {
  const now = listProcesses();
  return processes.filter(({ pid, command }) => now.some((each) => each.pid === pid && each.command === command));
}

function listProcesses(): { pid: number; parent: number; command: string }[] {
  const text = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8", maxBuffer: 1 << 26 });
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null || match[3]?.startsWith("Z")) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), command: match[4] ?? "" }];
  });
}

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

type Process = { readonly pid: number; readonly parent: number; readonly command: string };

/** Every process below `root` at this moment, as `pid command`. A pid alone could be reused by another process. */
export function descendantsOf(root: number): Process[] {
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
export function stillRunning(processes: readonly Process[]) {
  const now = listProcesses();
  return processes.filter(({ pid, command }) => now.some((each) => each.pid === pid && each.command === command));
}

/** From /proc where there is one (a small Linux image has no `ps`), else from `ps`. */
function listProcesses(): Process[] {
  if (!existsSync("/proc/self/stat")) return listWithPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
}

function readProcess(pid: string): Process[] {
  try {
    // The name in parentheses may hold anything, so the fields are counted from the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return [];
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return [{ pid: Number(pid), parent: Number(parent), command }];
  } catch {
    return []; // It has ended since the folder was listed.
  }
}

function listWithPs(): Process[] {
  const text = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8", maxBuffer: 1 << 26 });
  return text.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null || match[3]?.startsWith("Z")) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), command: match[4] ?? "" }];
  });
}

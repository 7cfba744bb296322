/** Whole processes seen from outside: their time from start to exit, and their resident memory. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Runs a program to its end. Returns its time in milliseconds. Fails when the exit code is none of those expected. */
export function timeProgram(command, args, { cwd, exitCodes = [0], input = undefined, env = process.env }) {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
    let endedMs = 0;
    child.once("error", reject);
    child.once("exit", () => (endedMs = performance.now()));
    child.once("close", (code, signal) => {
      if (exitCodes.includes(code)) resolve({ timeMs: endedMs - startedMs, stdout, stderr });
      else
        reject(
          new Error(
            `${args.slice(0, 3).join(" ")}: ended with ${signal ?? code}: ${stderr.trim().slice(-500)}`,
          ),
        );
    });
    if (input !== undefined) child.stdin.end(input);
  });
}

/** Resident bytes of a process and all its descendants. Linux. */
export function residentBytes(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)/m.exec(statusOf(name))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (candidate) => {
    for (let at = candidate; at !== undefined; at = parents.get(at)) if (at === pid) return true;
    return false;
  };
  let total = 0;
  for (const candidate of parents.keys()) {
    if (isBelow(candidate)) total += Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(candidate))?.[1] ?? 0) * 1024;
  }
  return total;
}

/** Processor time of a process, all its threads, in milliseconds. Linux counts it in hundredths of a second. */
export function processorMs(pid) {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  return (Number(afterName[11]) + Number(afterName[12])) * 10;
}

/** Largest resident size that the process itself ever had. */
export function peakResidentBytes(pid) {
  return Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0) * 1024;
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // The process has ended meanwhile.
  }
}

import { readFile } from "node:fs/promises";
import { runProcess } from "./runProcess";

/**
 * When a process was started, in a form that differs between any two processes that ever had this number; undefined when
 * there is no such process, or only what is left of one that nobody has waited for.
 */
export async function startOfProcess(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") return startByPs(pid);
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  // The name of the program, in parentheses, may hold anything. Source: proc_pid_stat(5); fields 3 (state) and 22 (start time).
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  return `${boot.trim()}/${fields[19] ?? ""}`;
}

async function startByPs(pid: number): Promise<string | undefined> {
  const plan = { argv: ["ps", "-o", "stat=,lstart=", "-p", String(pid)] as const, cwd: "/", env: {} };
  const outcome = await runProcess({ ...plan, argv: [...plan.argv] }, { timeoutMs: 10_000 });
  const line = outcome.ok ? outcome.value.stdout.trim() : "";
  return line === "" || line.startsWith("Z") ? undefined : line.replace(/^\S+\s+/, "");
}

/**
 * A small process that stands between a launcher and one command. It starts the command in a process group of its own
 * and ends that group, and everything that inherited its mark, as soon as standard input closes: on purpose, or
 * because the launcher was killed. Argument: JSON `{ argv, cwd, mark, removeFolders }`.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const POLITE_MS = 3000;
const POLL_MS = 25;

const order = JSON.parse(process.argv[2]);
const [command, ...args] = order.argv;
const env = { ...process.env, DYNPGEXT_GUARD: order.mark };
const child = spawn(command, args, { cwd: order.cwd, env, detached: true, stdio: ["ignore", "inherit", "inherit"] });

let ending = false;
// The launcher may be gone, and with it the reader of our output: that must not stop the clean-up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(1));
process.stdin.on("data", () => {}).on("close", () => end(0));
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  end(127);
});
child.on("exit", (code) => end(code ?? 1));

/** Asks politely, waits a little, then kills, until nothing is left; removes the folders and exits with `code`. */
async function end(code) {
  if (ending) return;
  ending = true;
  signalAll("SIGTERM");
  const polite = Date.now() + POLITE_MS;
  while (remaining().length > 0 && Date.now() < polite) await wait(POLL_MS);
  while (remaining().length > 0) {
    signalAll("SIGKILL");
    await wait(POLL_MS);
  }
  for (const folder of order.removeFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

function signalAll(signal) {
  send(-(child.pid ?? 0), signal);
  for (const pid of marked()) send(pid, signal);
}

function send(pid, signal) {
  if (pid === 0) return; // The command could not be started.
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") process.stderr.write(`guard: ${error.message}\n`);
  }
}

/** Process ids that still run: the group's leader stands for a group that /proc cannot show. */
function remaining() {
  const pids = marked();
  if (child.pid !== undefined && groupIsAlive(child.pid)) pids.push(child.pid);
  return pids;
}

function groupIsAlive(leader) {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false; // ESRCH: the group is empty.
  }
}

/** Processes that left the group (a terminal's shell, a daemon) but still carry our mark in their environment. */
function marked() {
  if (!existsSync("/proc/self/environ")) return [];
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return pids.filter((pid) => environmentOf(pid).includes(`DYNPGEXT_GUARD=${order.mark}\0`)).map(Number);
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return ""; // It has ended since, or it belongs to someone else.
  }
}

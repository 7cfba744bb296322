import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const GUARD = fileURLToPath(new URL("guard.mjs", import.meta.url));

/**
 * Starts `argv` under a guard, so that it cannot outlive this process, however this process ends.
 * `removeFolders` are removed after its end. The result:
 * - `waitForLine(pattern, timeoutMs)`: the match of the first line of output that has one; rejects when the command ends first;
 * - `tail()`: the last lines that it printed;
 * - `exited`: resolves with the exit code when nothing of it is left;
 * - `stop()`: ends it and waits for that.
 */
export function startGuarded({ argv, cwd, env = process.env, removeFolders = [] }) {
  const order = JSON.stringify({ argv, cwd, mark: randomUUID(), removeFolders });
  const guard = spawn(process.execPath, [GUARD, order], { env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  guard.stdin.on("error", () => {}); // The guard has ended already: `exited` tells.

  const lines = [];
  const listeners = new Set();
  const exited = new Promise((resolve) => {
    guard.on("error", () => resolve(127));
    guard.on("exit", (code) => resolve(code ?? 1));
  });
  for (const stream of [guard.stdout, guard.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      if (lines.length > 2000) lines.splice(0, 1000);
      for (const listener of listeners) listener(line);
    });
  }

  const waitForLine = (pattern, timeoutMs) =>
    new Promise((resolve, reject) => {
      const finish = (settle, value) => {
        clearTimeout(timer);
        listeners.delete(look);
        settle(value);
      };
      const fail = (why) => finish(reject, new Error(`${argv[0]} ${why}\n${lines.slice(-20).join("\n")}`));
      const look = (line) => {
        const match = pattern.exec(line);
        if (match !== null) finish(resolve, match);
      };
      const timer = setTimeout(() => fail(`printed no ${pattern} within ${timeoutMs} ms`), timeoutMs);
      listeners.add(look);
      lines.forEach(look);
      void exited.then((code) => fail(`ended with code ${code}`));
    });

  const stop = () => {
    guard.stdin.end();
    return exited;
  };
  return { waitForLine, tail: () => lines.slice(-40).join("\n"), exited, stop };
}

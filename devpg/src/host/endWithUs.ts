import { spawn } from "node:child_process";

/** `read` answers when the pipe from us is closed, which the system does even when this process is killed. */
const watch =
  'read -r _; kill -s TERM -- "-$1" 2>/dev/null && sleep 2 && kill -s KILL -- "-$1" 2>/dev/null; exit 0';

/**
 * Makes a process group end with this process, also when this process gets SIGKILL: a small shell waits for the end of
 * a pipe that only we hold. The function returned calls that off; it must be called when the group has ended, before
 * its number can belong to others.
 */
export function endWithUs(group: number): () => void {
  const guard = spawn("/bin/sh", ["-c", watch, "dynpgext-guard", String(group)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => undefined); // Without a shell there is no guard, and no build either.
  guard.stdin.on("error", () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void }).unref?.();
  return () => {
    guard.kill("SIGKILL");
    guard.stdin.destroy();
  };
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readPostmasterPid } from "../../interpret/postmasterPid";

const periodMs = 300;

/**
 * Tells once when a server begins to shut down, or is gone: a process that a debugger has stopped would hold it up.
 * The postmaster writes so into `postmaster.pid`. Source: PM_STATUS_STOPPING, src/include/utils/pidfile.h, REL_15_STABLE.
 * The function returned ends the watch.
 */
export function watchServerEnd(data: string, postmaster: number, onEnd: () => void): () => void {
  const timer = setInterval(() => void look(), periodMs);
  timer.unref();
  let hasEnded = false;
  const look = async (): Promise<void> => {
    const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
    const state = readPostmasterPid(text);
    if (hasEnded || (state?.pid === postmaster && state.state !== "stopping")) return;
    hasEnded = true;
    clearInterval(timer);
    onEnd();
  };
  return () => {
    hasEnded = true;
    clearInterval(timer);
  };
}

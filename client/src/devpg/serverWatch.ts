import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Disposable } from "vscode";
import type { ServerStatus } from "../../../devpg/src/host/devPostgres";

const periodMs = 1000;

/**
 * Notices that a server was made, started, stopped, killed or removed by somebody else. It looks at two files and one
 * process once a second and asks nobody anything: PostgreSQL writes `postmaster.pid` when it starts, changes its last
 * line when it is ready and removes it at the end (manual, "Database File Layout"); a killed one leaves it behind.
 */
export class ServerWatch implements Disposable {
  private readonly timer = setInterval(() => void this.look(), periodMs);
  private seen: string | undefined;
  private status: ServerStatus | undefined;
  private isLooking = false;

  constructor(
    readonly dataFolder: string,
    private readonly onChange: () => void,
  ) {}

  /** What is known already. */
  saw(status: ServerStatus | undefined): void {
    this.status = status;
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    const before = this.seen;
    this.seen = await fingerprint(this.dataFolder);
    this.isLooking = false;
    const { state, pid } = this.status ?? {};
    const isGone = state === "running" && pid !== undefined && !isAlive(pid);
    // Also at the first look: something may have happened since the server was asked for its state.
    if (before !== this.seen || isGone || state === "starting") this.onChange();
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}

async function fingerprint(dataFolder: string): Promise<string> {
  const files = [join(dataFolder, "postmaster.pid"), join(dataFolder, "PG_VERSION")];
  const stats = await Promise.all(files.map((path) => stat(path).catch(() => undefined)));
  return stats.map((file) => `${file?.ino} ${file?.mtimeMs} ${file?.size}`).join(" ");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

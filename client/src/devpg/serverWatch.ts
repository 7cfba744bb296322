import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Disposable } from "vscode";
import type { ServerStatus } from "../../../devpg/src/host/devPostgres";

const periodMs = 1000;

/**
 * Notices that a server was started, stopped or killed by somebody else. It looks at one file and one process once a
 * second and asks nobody anything: PostgreSQL writes `postmaster.pid` when it starts, changes its last line when it is
 * ready and removes it at the end (manual, "Database File Layout"); a killed one leaves it behind.
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
    this.seen = await fingerprint(join(this.dataFolder, "postmaster.pid"));
    this.isLooking = false;
    const { state, pid } = this.status ?? {};
    const isGone = state === "running" && pid !== undefined && !isAlive(pid);
    const isOther = before !== undefined && before !== this.seen;
    if (isOther || isGone || state === "starting") this.onChange();
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}

async function fingerprint(path: string): Promise<string> {
  return stat(path).then(
    ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
    () => "absent",
  );
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

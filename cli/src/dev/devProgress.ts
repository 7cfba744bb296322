import type { Watcher } from "../../../devpg/src/host/devPostgres";
import type { CommandPlan } from "../../../devpg/src/plan/commandPlan";
import { columnsOf, type OutputStream } from "../host";
import type { Paint } from "../terminal/paint";
import { shellText } from "./shellText";

export interface DevProgressOptions {
  readonly stream: OutputStream;
  readonly paint: Paint;
  /** Nothing; one line per step; and each command with its output. */
  readonly detail: "quiet" | "steps" | "verbose";
  /** The line of a step shows the time while it runs. */
  readonly isLive: boolean;
  nowMs(): number;
  /** Calls until the function returned is called. */
  every(intervalMs: number, call: () => void): () => void;
}

/** How often the running time is shown. */
const tickMs = 100;
/** Steps that are over sooner are not worth a time. */
const worthTellingMs = 50;

/** Says how an operation goes on. Anything else that is written to the same stream goes through `print`. */
export class DevProgress implements Watcher {
  private current: { readonly title: string; readonly startedMs: number } | undefined;
  private stopTicking = (): void => undefined;
  /** The last text did not end with a line break. */
  private isLineOpen = false;
  private readonly isLive: boolean;

  constructor(private readonly options: DevProgressOptions) {
    this.isLive = options.isLive && options.detail === "steps";
  }

  step(title: string): void {
    this.finish("");
    if (this.options.detail === "quiet") return;
    this.current = { title, startedMs: this.options.nowMs() };
    if (this.isLive) {
      this.draw();
      this.stopTicking = this.options.every(tickMs, () => this.draw());
    } else this.line(this.options.paint("strong", title));
  }

  command(plan: CommandPlan): void {
    if (this.options.detail === "verbose") this.line(this.options.paint("faint", `$ ${shellText(plan)}`));
  }

  output(text: string): void {
    if (this.options.detail !== "verbose" || text === "") return;
    this.put(text);
    this.isLineOpen = !text.endsWith("\n");
  }

  /** Whole lines. */
  print(text: string): void {
    this.clear();
    this.closeLine();
    this.put(text);
    this.draw();
  }

  /** The last step is over. */
  end(outcome: "done" | "failed"): void {
    this.finish(outcome === "failed" ? this.options.paint("error", ": failed") : "");
    this.closeLine();
  }

  private finish(remark: string): void {
    this.stopTicking();
    if (this.current === undefined) return;
    if (this.isLive) {
      this.clear();
      const hasTime = this.elapsedMs() >= worthTellingMs;
      const time = hasTime ? this.options.paint("faint", ` (${this.seconds()})`) : "";
      this.put(`${this.current.title}${remark}${time}\n`);
    }
    this.current = undefined;
  }

  private draw(): void {
    if (!this.isLive || this.current === undefined) return;
    const { paint, stream } = this.options;
    const room = Math.max(10, columnsOf(stream, 80) - this.seconds().length - 3);
    this.put(
      `\r\u001b[K${paint("strong", clipped(this.current.title, room))}  ${paint("faint", this.seconds())}`,
    );
  }

  private clear(): void {
    if (this.isLive && this.current !== undefined) this.put("\r\u001b[K");
  }

  private line(text: string): void {
    this.closeLine();
    this.put(`${text}\n`);
  }

  private closeLine(): void {
    if (this.isLineOpen) this.put("\n");
    this.isLineOpen = false;
  }

  private put(text: string): void {
    this.options.stream.write(text, () => undefined);
  }

  private elapsedMs(): number {
    return this.options.nowMs() - (this.current?.startedMs ?? 0);
  }

  private seconds(): string {
    return `${(this.elapsedMs() / 1000).toFixed(1)} s`;
  }
}

function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

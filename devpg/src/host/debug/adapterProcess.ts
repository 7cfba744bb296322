import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import type { DapEvent, DapMessage, DapResponse } from "../../interpret/debug/dap";
import { processEnvironment } from "../runProcess";
import { dapBytes, DapStream } from "./dapStream";

export interface AdapterProcessOptions {
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onEvent: (event: DapEvent) => void;
  /** It has ended, by itself or because it was killed: called once, with the last it wrote to standard error. */
  readonly onEnd: (said: string) => void;
}

/** How long an adapter may take to detach. */
const graceMs = 4_000;
const keptErrorCharacters = 2_000;

/**
 * A debugger must never be killed while it can still detach: its breakpoints would stay in the code of the server,
 * which dies of them. When this process is killed, the adapter's input is closed and it detaches by itself; a shell
 * that waits for the same pipe kills what is left of its group a while later.
 */
const guard = 'read -r _; sleep 5; kill -s KILL -- "-$1" 2>/dev/null; exit 0';

/** A debug adapter that speaks over its standard streams, in a process group of its own. */
export class AdapterProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, (response: DapResponse | undefined) => void>();
  private readonly stream = new DapStream();
  private readonly release: () => void;
  private readonly ended: Promise<void>;
  private seq = 0;
  private said = "";
  private hasEnded = false;

  constructor(private readonly options: AdapterProcessOptions) {
    const [program, ...args] = options.argv;
    const env = processEnvironment(options.env, {});
    const child = spawn(program, args, { cwd: "/", env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    this.child = child;
    this.release = child.pid === undefined ? () => undefined : guardGroup(child.pid);
    this.ended = new Promise<void>((resolve) => {
      child.once("error", (error) => {
        this.said += error.message;
        if (child.pid === undefined) resolve();
      });
      child.once("close", () => resolve());
    }).then(() => this.end());
    child.stdin.on("error", () => undefined); // It has ended, which is told by `close`.
    child.stderr.on("data", (bytes: Buffer) => {
      this.said = (this.said + bytes.toString("utf8")).slice(-keptErrorCharacters);
    });
    child.stdout.on("data", (bytes: Buffer) => {
      for (const message of this.stream.push(bytes)) this.hear(message);
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** The response, success or not; undefined when the adapter ends without one. */
  ask(command: string, args?: unknown): Promise<DapResponse | undefined> {
    if (this.hasEnded) return Promise.resolve(undefined);
    const seq = ++this.seq;
    return new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      this.write({ type: "request", seq, command, ...(args === undefined ? {} : { arguments: args }) });
    });
  }

  /** Closes its input, upon which it detaches and ends; kills it when it does not. Resolves when it is gone. */
  async close({ mayDetach }: { readonly mayDetach: boolean }): Promise<void> {
    this.child.stdin.end();
    const limit = setTimeout(() => killGroup(this.child.pid), mayDetach ? graceMs : 0);
    await this.ended;
    clearTimeout(limit);
  }

  private hear(message: DapMessage): void {
    switch (message.type) {
      case "event":
        return this.options.onEvent(message);
      case "response": {
        const answer = this.waiting.get(message.request_seq);
        this.waiting.delete(message.request_seq);
        return answer?.(message);
      }
      case "request": {
        // It was told that nothing is run for it.
        const { seq, command } = message;
        return this.write({ type: "response", seq: ++this.seq, request_seq: seq, command, success: false });
      }
    }
  }

  private write(message: DapMessage): void {
    this.child.stdin.write(dapBytes(message));
  }

  private end(): void {
    this.hasEnded = true;
    this.release();
    for (const answer of this.waiting.values()) answer(undefined);
    this.waiting.clear();
    this.options.onEnd(this.said.trim());
  }
}

function killGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function guardGroup(group: number): () => void {
  const shell = spawn("/bin/sh", ["-c", guard, "dynpgext-guard", String(group)], {
    ...{ cwd: "/", detached: true, stdio: ["pipe", "ignore", "ignore"] },
  });
  shell.on("error", () => undefined); // Without a shell there is no guard; the adapter ends with its input.
  shell.stdin.on("error", () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  return () => {
    shell.kill("SIGKILL");
    shell.stdin.destroy();
  };
}

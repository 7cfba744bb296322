import { existsSync } from "node:fs";
import {
  listIn,
  memberOf,
  objectIn,
  textIn,
  type DapEvent,
  type DapRequest,
  type DapResponse,
} from "../../interpret/debug/dap";
import { readRaisedError, type RaisedError } from "../../interpret/debug/raisedError";
import type { Debugger } from "../../plan/debug/debuggerChoice";
import {
  errorCommand,
  liftTimeLimits,
  restoreTimeLimits,
  stopOnErrorCommand,
} from "../../plan/debug/debuggerCommands";
import type { StopOnError } from "../../plan/debugTarget";
import type { AdapterProcess } from "./adapterProcess";

/** How long a debugger may take to let a process go, and to stop it before. */
const detachMs = 5_000;
const pauseMs = 2_000;

/** The process that is debugged, as its debugger shows it: what it has stopped for, and commands of the debugger's own. */
export class Debuggee {
  /** The error that it has stopped for. */
  error: RaisedError | undefined;
  /** The thread that is stopped, or was last; a process of PostgreSQL has one, with the number of the process. */
  private threadId = 0;
  private hasLifted = false;
  private isStopped = true;
  private readonly stopHearers: (() => void)[] = [];

  constructor(
    private readonly inner: AdapterProcess,
    private readonly kind: Debugger["kind"],
  ) {}

  /** Runs a command of the debugger. Resolves with what it says; undefined when it failed. */
  async run(command: string): Promise<string | undefined> {
    const expression = this.kind === "gdb" ? command : `\`${command}`;
    const response = await this.inner.ask("evaluate", { expression, context: "repl" });
    if (response?.success !== true) return undefined;
    // lldb-dap repeats the command.
    return (textIn(response.body, "result") ?? "").replace(/^\(lldb\) [^\n]*\n/u, "").trim();
  }

  async runAll(commands: readonly string[]): Promise<void> {
    for (const command of commands) await this.run(command);
  }

  /** Stops on errors, or no longer. Resolves with what there is to complain of. */
  async stopOnError(wanted: StopOnError | false): Promise<string> {
    const said = await this.run(stopOnErrorCommand(wanted));
    const isComplaint = said === undefined || /error:|"ok": ?false/iu.test(said);
    return wanted !== false && isComplaint ? `Errors do not stop: ${said ?? "the debugger refused"}` : "";
  }

  /** The body of an event `stopped`: the debugger sees a breakpoint where PostgreSQL raises an error. */
  async stopped(body: unknown, mayBeError: boolean): Promise<unknown> {
    this.error = undefined;
    const reason = textIn(body, "reason");
    if (!mayBeError || (reason !== "breakpoint" && reason !== "exception")) return body;
    const said = await this.run(errorCommand);
    this.error = said === undefined ? undefined : readRaisedError(said);
    if (this.error === undefined) return body;
    const { hitBreakpointIds: _, ...rest } = body as Record<string, unknown>;
    const { summary } = this.error;
    return { ...rest, reason: "exception", description: summary, text: summary };
  }

  /** Arguments of a request as the debugger wants them. */
  outgoing(command: string, args: unknown): unknown {
    if (command !== "evaluate" || this.kind !== "gdb") return args;
    const expression = textIn(args, "expression") ?? "";
    return { ...objectIn({ args }, "args"), expression: expression.replace(/^`/u, "") };
  }

  /** The body of a response as the editor is to see it: the frame that raised an error is the one to be shown. */
  incoming({ command, arguments: args }: DapRequest, { body, success }: DapResponse): unknown {
    if (command !== "stackTrace" || !success) return body;
    const start = Number(memberOf(args, "startFrame") ?? 0);
    const frames = listIn(body, "stackFrames").map((frame, index) => this.shown(frame, start + index));
    return { ...objectIn({ body }, "body"), stackFrames: frames };
  }

  /** An editor shows the first frame whose source it believes to have. */
  private shown(frame: unknown, index: number): unknown {
    const { error } = this;
    if (error !== undefined && index < error.frame) return behind(frame);
    const path = textIn(objectIn(frame, "source"), "path");
    const isHere = path === undefined || existsSync(path);
    return named(isHere ? frame : withoutSource(frame), index === error?.frame, error);
  }

  /** Commands that we have had run are nothing to read. */
  isNoise(body: unknown): boolean {
    const text = textIn(body, "output") ?? "";
    return /^Running \w+Commands:\n/u.test(text) && !/\berror:/u.test(text);
  }

  /** No time limit ends what the process does while somebody looks at it; `detach` takes that back. */
  async liftTimeLimits(pid: number): Promise<void> {
    this.threadId = pid;
    const said = await this.run(liftTimeLimits);
    this.hasLifted = /"lifted": \["/u.test(said ?? "");
  }

  /** The process goes on for the first time, which the debugger does not tell. */
  hasGoneOn(): void {
    this.isStopped = false;
  }

  /** What an event says of the process, whoever else hears it. */
  heard({ event, body }: DapEvent): void {
    if (event !== "stopped" && event !== "continued") return;
    this.isStopped = event === "stopped";
    if (event === "stopped") this.threadId = Number(memberOf(body, "threadId"));
    for (const hearer of this.stopHearers.splice(0)) hearer();
  }

  /** Lets the process go, without its breakpoints. */
  async detach(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, detachMs).unref());
    await Promise.race([this.restoreAndDetach(), limit]);
  }

  private async restoreAndDetach(): Promise<void> {
    if (this.hasLifted && (await this.standStill())) await this.run(restoreTimeLimits);
    await this.inner.ask("disconnect", { terminateDebuggee: false, restart: false });
  }

  /** Memory can only be written while the process stands still. False when it does not in time. */
  private async standStill(): Promise<boolean> {
    if (this.isStopped) return true;
    const stopped = new Promise<void>((resolve) => this.stopHearers.push(resolve));
    const limit = new Promise<void>((resolve) => setTimeout(resolve, pauseMs).unref());
    await this.inner.ask("pause", { threadId: this.threadId });
    await Promise.race([stopped, limit]);
    return this.isStopped;
  }
}

/** A compiler moves what raises errors away from its function, where a stripped program has no name for it. */
function named(frame: unknown, isRaiser: boolean, error: RaisedError | undefined): unknown {
  if (error === undefined || !isRaiser || !(textIn(frame, "name") ?? "").startsWith("___lldb_unnamed"))
    return frame;
  return { ...objectIn({ frame }, "frame"), name: error.function };
}

function behind(frame: unknown): unknown {
  return { ...objectIn({ frame: withoutSource(frame) }, "frame"), presentationHint: "subtle" };
}

/** A source of another machine: its name is worth something, its text is not to be had. */
function withoutSource(frame: unknown): unknown {
  const source = memberOf(frame, "source");
  return {
    ...objectIn({ frame }, "frame"),
    ...(source === undefined
      ? {}
      : { source: { ...objectIn({ source }, "source"), presentationHint: "deemphasize" } }),
  };
}

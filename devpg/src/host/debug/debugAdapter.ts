import type { DapEvent, DapMessage, DapRequest } from "../../interpret/debug/dap";
import { objectIn, textIn } from "../../interpret/debug/dap";
import { attachProblem } from "../../interpret/debug/ptraceProblem";
import { raisedErrorDetails, raisedErrorName } from "../../interpret/debug/raisedError";
import { adapterAttach } from "../../plan/debug/adapterAttach";
import { gdbSetUp, gdbStopOnceAt } from "../../plan/debug/debuggerCommands";
import { errorFilter } from "../../plan/debug/errorFilter";
import type { StopOnError } from "../../plan/debugTarget";
import { AdapterProcess } from "./adapterProcess";
import { Debuggee } from "./debuggee";
import type { DebugAdapterOptions } from "./debugAdapterOptions";
import { EditorLine } from "./editorLine";
import { takeErrorStops } from "./errorStops";
import type { PreparedTarget } from "./preparedTarget";
import { isProcessAlive } from "./processFacts";
import { watchServerEnd } from "./serverEndWatch";

/** How long the loss of a session may take to be noticed and explained. */
const farewellMs = 5_000;

/**
 * A debug adapter between an editor and that of a debugger. It opens what is debugged, attaches the debugger, stops on
 * errors, runs the SQL, and always detaches: nothing that an editor asks for ends a process of the server.
 */
export class DebugAdapter {
  private inner: AdapterProcess | undefined;
  private debuggee: Debuggee | undefined;
  private target: PreparedTarget | undefined;
  private readonly editor: EditorLine;
  private readonly over = new AbortController();
  private ending: Promise<void> | undefined;
  /** Events of the debugger, one after the other. */
  private events: Promise<void> = Promise.resolve();
  private unwatch: () => void = () => undefined;
  private stopsOnError: StopOnError | false;
  /** The editor has said what to stop on; before, the configuration counts too. */
  private isRunning = false;
  /** Settles when what is debugged has been run; never for what runs by itself. */
  private running: Promise<void> = Promise.resolve();
  private isAttached = false;
  private said = "it ended without a word";

  constructor(private readonly options: DebugAdapterOptions) {
    this.stopsOnError = options.stopOnError;
    this.editor = new EditorLine(options.send);
  }

  /** A message of the editor. */
  receive(message: DapMessage): void {
    if (message.type !== "request") return;
    void this.answer(message).catch((error: unknown) => {
      this.editor.refuse(message, { code: "bug", message: `Debugging failed inside: ${String(error)}` });
    });
  }

  /** Detaches, ends what was started for the session, and forgets it. Also when it is called twice. */
  end(): Promise<void> {
    this.ending ??= this.endOnce();
    return this.ending;
  }

  private answer(request: DapRequest): Promise<void> {
    switch (request.command) {
      case "initialize":
        return this.initialize(request);
      case "launch":
      case "attach":
        return this.begin(request);
      case "setExceptionBreakpoints":
        return this.setErrorStops(request);
      case "configurationDone":
        return this.goOn(request);
      case "exceptionInfo":
        return this.tellError(request);
      case "disconnect":
      case "terminate":
        return this.end().then(() => this.editor.respond(request, {}));
      default:
        return this.pass(request, request.arguments);
    }
  }

  private async initialize(request: DapRequest): Promise<void> {
    const { argv } = this.options.debugger;
    this.inner = new AdapterProcess({
      ...{ argv, env: this.options.env },
      onEvent: (event) => {
        this.events = this.events.then(() => this.hear(event));
      },
      onEnd: (said) => this.innerHasEnded(said),
    });
    this.debuggee = new Debuggee(this.inner, this.options.debugger.kind);
    const response = await this.inner.ask("initialize", request.arguments);
    if (response?.success !== true) {
      return this.editor.refuse(request, {
        code: "debugger-failed",
        message: `${argv[0]} did not start: ${response?.message ?? this.said}`,
        action: "Try it in a terminal; `dynpgext.debugger` chooses another debugger",
      });
    }
    const capabilities = typeof response.body === "object" ? response.body : {};
    this.editor.respond(request, {
      ...capabilities,
      ...{ exceptionBreakpointFilters: [errorFilter(this.options.stopOnError !== false)] },
      ...{ supportsExceptionFilterOptions: true, supportsExceptionInfoRequest: true },
      ...{ supportsTerminateRequest: false, supportTerminateDebuggee: false, supportsRestartRequest: false },
    });
  }

  private async begin(request: DapRequest): Promise<void> {
    const { inner, debuggee } = this;
    if (inner === undefined || debuggee === undefined) return;
    const prepared = await this.options.prepare(this.over.signal);
    if (!prepared.ok) return this.editor.refuse(request, prepared.problem);
    const { target, plan, server, warnings } = prepared.value;
    if (this.over.signal.aborted) return target.release();
    this.target = target;
    if (server !== undefined) this.unwatch = watchServerEnd(server.data, server.pid, () => this.serverEnds());
    const { kind } = this.options.debugger;
    if (kind === "gdb") await debuggee.runAll(gdbSetUp(plan));
    this.isAttached = true;
    for (const warning of warnings)
      this.editor.output(`${warning.message}. ${warning.action}.\n`, "important");
    const attached = await inner.ask("attach", adapterAttach(this.options.debugger, plan));
    if (attached?.success !== true) {
      const said = textIn(objectIn(attached?.body, "error"), "format") ?? attached?.message ?? this.said;
      return this.editor.refuse(request, attachProblem(said, target.pid, await isProcessAlive(target.pid)));
    }
    if (kind === "gdb" && target.entryFunction !== undefined)
      await debuggee.run(gdbStopOnceAt(target.entryFunction));
    this.editor.respond(request, {});
  }

  private async setErrorStops(request: DapRequest): Promise<void> {
    const { wanted, rest } = takeErrorStops(request);
    this.stopsOnError = wanted !== false || this.isRunning ? wanted : this.options.stopOnError;
    const said = (await this.debuggee?.stopOnError(this.stopsOnError)) ?? "";
    if (said !== "") this.editor.output(`${said}\n`, "important");
    await this.pass(request, rest);
  }

  private async goOn(request: DapRequest): Promise<void> {
    const { target } = this;
    this.isRunning = true;
    if (target?.hasTimeLimits === true) await this.debuggee?.liftTimeLimits(target.pid);
    this.debuggee?.hasGoneOn();
    await this.pass(request, request.arguments);
    target?.letGo?.();
    if (target?.run !== undefined) this.running = this.runTarget(target);
  }

  private async runTarget(target: PreparedTarget): Promise<void> {
    const isOver = await target.run?.(this.editor.console, this.over.signal).catch((error: unknown) => {
      this.editor.output(`${String(error)}\n`, "stderr");
      return true;
    });
    if (isOver === true && !this.options.staysOpen) await this.endWith(undefined);
  }

  /** Ends by itself, with what there is to tell the user. */
  private async endWith(why: string | undefined): Promise<void> {
    if (this.ending !== undefined) return;
    if (why !== undefined) this.editor.output(`${why}\n`, "important");
    await this.end();
    this.editor.emit("terminated", {});
  }

  private async tellError(request: DapRequest): Promise<void> {
    const error = this.debuggee?.error;
    if (error === undefined) return this.pass(request, request.arguments);
    this.editor.respond(request, {
      ...{ exceptionId: raisedErrorName(error), description: raisedErrorDetails(error) },
      breakMode: "always",
    });
  }

  /** Hands a request on and its answer back. */
  private async pass(request: DapRequest, args: unknown): Promise<void> {
    const response = await this.inner?.ask(
      request.command,
      this.debuggee?.outgoing(request.command, args) ?? args,
    );
    const gone = { code: "debugger-ended", message: "The debugger has ended" };
    if (response === undefined) return this.editor.refuse(request, gone);
    const body = this.debuggee?.incoming(request, response) ?? response.body;
    this.editor.handOn(request, { ...response, body });
  }

  private async hear(event: DapEvent): Promise<void> {
    this.debuggee?.heard(event);
    if (this.ending !== undefined) return; // What it says while it detaches is no news.
    switch (event.event) {
      case "stopped":
        return this.editor.emit(
          "stopped",
          await this.debuggee?.stopped(event.body, this.stopsOnError !== false),
        );
      case "terminated":
        return this.targetHasEnded();
      case "output":
        if (this.debuggee?.isNoise(event.body) === true) return;
        return this.editor.emit("output", event.body);
      default:
        this.editor.emit(event.event, event.body);
    }
  }

  /** The process is gone. What it ran learns that a moment later, and knows more about why. */
  private async targetHasEnded(): Promise<void> {
    const limit = new Promise<void>((resolve) => setTimeout(resolve, farewellMs).unref());
    await Promise.race([this.running, limit]);
    const why = "it crashed, was terminated, or the server was stopped. The server log says which";
    void this.endWith(
      `${this.target?.title ?? "The process"} has ended: ${why}; start again to debug another process.`,
    );
  }

  /** The server waits for all its processes; the one that stands still must be let go. */
  private serverEnds(): void {
    const what = "The server is being stopped or restarted, so the debugger was detached";
    void this.endWith(`${what}. Start debugging again when it runs.`);
  }

  private innerHasEnded(said: string): void {
    this.said = said;
    const why = said === "" ? "" : `: ${said.split("\n").at(-1)}`;
    void this.endWith(`The debugger (${this.options.debugger.argv[0]}) has ended${why}`);
  }

  private async endOnce(): Promise<void> {
    this.over.abort();
    this.unwatch();
    if (this.isAttached) await this.debuggee?.detach();
    await this.inner?.close({ mayDetach: this.isAttached });
    await this.target?.release();
  }
}

import { createDebugAdapter, type DebugSessionRequest } from "../../devpg/src/host/debug/createDebugAdapter";
import type { DebugAdapter } from "../../devpg/src/host/debug/debugAdapter";
import { findDebuggers } from "../../devpg/src/host/debug/findDebuggers";
import {
  listIn,
  memberOf,
  objectIn,
  textIn,
  type DapEvent,
  type DapMessage,
  type DapResponse,
} from "../../devpg/src/interpret/debug/dap";
import { join } from "node:path";
import { repository, type Sandbox } from "./sandbox";

export const modules = {
  lldb: join(repository, "devpg", "debugger", "lldb", "dynpgext_lldb.py"),
  gdb: join(repository, "devpg", "debugger", "gdb", "dynpgext_gdb.py"),
};

/** How long an event may take; others use the same processors. */
const eventMs = 30_000;

/** An editor, as a debug adapter sees it: it asks, and waits for events. */
export class DebugClient {
  readonly adapter: DebugAdapter;
  readonly events: DapEvent[] = [];
  private readonly answers = new Map<number, (response: DapResponse) => void>();
  private readonly hearers = new Set<() => void>();
  private seq = 0;

  constructor(make: (send: (message: DapMessage) => void) => DebugAdapter) {
    this.adapter = make((message) => this.hear(message));
  }

  /** The response, success or not. */
  request(command: string, args?: unknown): Promise<DapResponse> {
    const seq = ++this.seq;
    return new Promise((resolve) => {
      this.answers.set(seq, resolve);
      this.adapter.receive({ type: "request", seq, command, arguments: args });
    });
  }

  /** The body of a response that must be a success. */
  async ask(command: string, args?: unknown): Promise<unknown> {
    const response = await this.request(command, args);
    if (!response.success)
      throw new Error(`${command}: ${response.message} ${JSON.stringify(response.body)}`);
    return response.body;
  }

  /** The next event of a kind after the first `after` ones. */
  async event(name: string, after = 0): Promise<DapEvent> {
    const found = (): DapEvent | undefined => this.events.slice(after).find(({ event }) => event === name);
    return this.until(`event ${name}`, found);
  }

  /** Everything that was written to the debug console in a category, or in all. */
  output(category?: string): string {
    return this.events
      .filter(
        ({ event, body }) =>
          event === "output" && (category === undefined || textIn(body, "category") === category),
      )
      .map(({ body }) => textIn(body, "output") ?? "")
      .join("");
  }

  async until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.hearers.delete(hear);
        reject(new Error(`${what} did not come; the console says: ${this.output()}`));
      }, eventMs);
      const hear = (): void => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(limit);
        this.hearers.delete(hear);
        resolve(found);
      };
      this.hearers.add(hear);
      hear();
    });
  }

  /** As VS Code begins: breakpoints by file, exception filters, then the rest. Resolves with the response to the start. */
  async start(
    command: "launch" | "attach",
    breakpoints: Readonly<Record<string, readonly number[]>> = {},
    exceptions: unknown = { filters: [], filterOptions: [] },
  ): Promise<DapResponse> {
    await this.ask("initialize", {
      clientID: "test",
      adapterID: "dynpgext",
      linesStartAt1: true,
      columnsStartAt1: true,
    });
    const started = this.request(command, {});
    const ready = await Promise.race([this.event("initialized"), started]);
    if (ready.type === "response" && !ready.success) return ready;
    await this.event("initialized");
    for (const [path, lines] of Object.entries(breakpoints))
      await this.ask("setBreakpoints", { source: { path }, breakpoints: lines.map((line) => ({ line })) });
    await this.ask("setExceptionBreakpoints", exceptions);
    await this.ask("configurationDone", {});
    return started;
  }

  /** The next stop after the first `after` events: its body, and the frames with their files and lines. */
  async stop(
    after = 0,
  ): Promise<{ readonly body: unknown; readonly thread: number; readonly frames: readonly Frame[] }> {
    const { body } = await this.event("stopped", after);
    const thread = Number(memberOf(body, "threadId"));
    const trace = await this.ask("stackTrace", { threadId: thread, startFrame: 0, levels: 20 });
    const frames = listIn(trace, "stackFrames").map((frame) => ({
      id: Number(memberOf(frame, "id")),
      name: textIn(frame, "name") ?? "",
      line: Number(memberOf(frame, "line")),
      file: textIn(objectIn(frame, "source"), "path") ?? "",
      hint: textIn(frame, "presentationHint") ?? "",
    }));
    return { body, thread, frames };
  }

  /** Values of the local variables of a frame, by name. */
  async locals(frameId: number): Promise<Readonly<Record<string, string>>> {
    const scopes = await this.ask("scopes", { frameId });
    const variablesReference = memberOf(listIn(scopes, "scopes")[0], "variablesReference");
    const variables = await this.ask("variables", { variablesReference });
    return Object.fromEntries(
      listIn(variables, "variables").map((each) => [textIn(each, "name") ?? "", textIn(each, "value") ?? ""]),
    );
  }

  private hear(message: DapMessage): void {
    if (message.type === "event") this.events.push(message);
    if (message.type === "response") {
      this.answers.get(message.request_seq)?.(message);
      this.answers.delete(message.request_seq);
    }
    for (const hearer of this.hearers) hearer();
  }
}

export interface Frame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly file: string;
  /** `subtle`: not for the user to look at first. */
  readonly hint: string;
}

/** An editor that debugs something of a sandbox with the lldb-dap of this machine. */
export async function debugClient(
  { postgres, options }: Pick<Sandbox, "postgres" | "options">,
  request: Omit<DebugSessionRequest, "modules" | "libraries" | "waiting"> & Partial<DebugSessionRequest>,
): Promise<DebugClient> {
  const { lldbDap } = await findDebuggers(options.env);
  if (lldbDap === undefined) throw new Error("There is no lldb-dap: install the package lldb-19");
  const whole: DebugSessionRequest = {
    ...{ modules, libraries: [], waiting: { timeoutMs: 30_000, say: () => undefined } },
    ...request,
  };
  return new DebugClient((send) =>
    createDebugAdapter(postgres, { kind: "lldb-dap", argv: [lldbDap] }, whole, send),
  );
}

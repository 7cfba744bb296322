import type { Problem } from "../../../../server/src/base/result";
import type { DapMessage, DapRequest, DapResponse } from "../../interpret/debug/dap";
import type { TargetConsole } from "./preparedTarget";

/** How a text is shown in the debug console. */
export type OutputCategory = "console" | "important" | "stdout" | "stderr";

/** What a debug adapter says to its editor. */
export class EditorLine {
  /** The debug console, for what SQL gives. */
  readonly console: TargetConsole = {
    result: (text) => this.output(text, "stdout"),
    notice: (text) => this.output(text, "console"),
    error: (text) => this.output(text, "stderr"),
  };
  private seq = 0;

  constructor(private readonly send: (message: DapMessage) => void) {}

  respond({ seq, command }: DapRequest, body: unknown): void {
    this.write({ type: "response", seq: 0, request_seq: seq, command, success: true, body });
  }

  /** Another adapter's answer to a request. */
  handOn({ seq }: DapRequest, response: DapResponse): void {
    this.write({ ...response, request_seq: seq });
  }

  /** A failure that the editor shows. */
  refuse({ seq, command }: DapRequest, { code, message, action }: Problem): void {
    const format = action === undefined ? message : `${message}. ${action}.`;
    // Braces are places for variables there.
    const error = { id: 1, format: format.replaceAll("{", "(").replaceAll("}", ")"), showUser: true };
    const body = { error };
    this.write({
      ...{ type: "response", seq: 0, request_seq: seq, command },
      ...{ success: false, message: code, body },
    });
  }

  output(text: string, category: OutputCategory): void {
    this.emit("output", { category, output: text });
  }

  emit(event: string, body: unknown): void {
    this.write({ type: "event", seq: 0, event, ...(body === undefined ? {} : { body }) });
  }

  private write(message: DapMessage): void {
    this.send({ ...message, seq: ++this.seq });
  }
}

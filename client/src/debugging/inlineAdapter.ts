import { EventEmitter, type DebugAdapter as VscodeDebugAdapter, type DebugProtocolMessage } from "vscode";
import type { DebugAdapter } from "../../../devpg/src/host/debug/debugAdapter";
import type { DapMessage } from "../../../devpg/src/interpret/debug/dap";

/** Our debug adapter, as VS Code wants one that runs in its own process. */
export class InlineAdapter implements VscodeDebugAdapter {
  private readonly sent = new EventEmitter<DebugProtocolMessage>();
  readonly onDidSendMessage = this.sent.event;
  private readonly adapter: DebugAdapter;

  constructor(make: (send: (message: DapMessage) => void) => DebugAdapter) {
    this.adapter = make((message) => this.sent.fire(message));
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.adapter.receive(message as DapMessage);
  }

  dispose(): void {
    // VS Code waits for nothing here; the debugger detaches all the same.
    void this.adapter.end();
    this.sent.dispose();
  }
}

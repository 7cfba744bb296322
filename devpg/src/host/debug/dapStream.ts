import type { DapMessage } from "../../interpret/debug/dap";

const separator = "\r\n\r\n";

/** Cuts the bytes that a debug adapter writes into messages. What is no message of the protocol is skipped. */
export class DapStream {
  private rest = Buffer.alloc(0);

  /** The messages that are complete with these bytes. */
  push(bytes: Buffer): readonly DapMessage[] {
    this.rest = Buffer.concat([this.rest, bytes]);
    const messages: DapMessage[] = [];
    for (;;) {
      const end = this.rest.indexOf(separator);
      if (end < 0) return messages;
      const start = end + separator.length;
      const length = Number(/Content-Length: *(\d+)/iu.exec(this.rest.toString("latin1", 0, end))?.[1] ?? 0);
      if (this.rest.length < start + length) return messages;
      const text = this.rest.toString("utf8", start, start + length);
      this.rest = this.rest.subarray(start + length);
      const message = messageIn(text);
      if (message !== undefined) messages.push(message);
    }
  }
}

/** A message as it is written to a debug adapter. */
export function dapBytes(message: DapMessage): Buffer {
  const text = JSON.stringify(message);
  return Buffer.from(`Content-Length: ${Buffer.byteLength(text)}${separator}${text}`);
}

function messageIn(text: string): DapMessage | undefined {
  try {
    return JSON.parse(text) as DapMessage;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

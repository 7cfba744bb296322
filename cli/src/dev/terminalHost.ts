import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { exitCodes, type Host } from "../host";
import type { DevHost } from "./devHost";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The process with its terminal; `interrupt` is what Ctrl+C does otherwise. */
export function terminalHost(host: Host, interrupt: () => void): DevHost {
  let interruptedBy: DevHost["interruptedBy"];
  let abort: (() => void) | undefined;
  return {
    ...host,
    stdin: process.stdin,
    get interruptedBy() {
      return interruptedBy;
    },
    readStdin: () => text(process.stdin),
    ask: (question) =>
      askOnTerminal(question, () => {
        interruptedBy = "SIGINT";
        abort?.();
      }),
    async handOver(work) {
      process.off("SIGINT", interrupt);
      try {
        return await work();
      } finally {
        process.on("SIGINT", interrupt);
      }
    },
    async cancellable(work) {
      const controller = new AbortController();
      abort = () => controller.abort();
      const receive = (signal: NodeJS.Signals): void => {
        // What was started ends with this process, see `endWithUs`.
        if (controller.signal.aborted) process.exit(exitCodes.interrupted);
        interruptedBy = signals.find((known) => known === signal);
        controller.abort();
      };
      process.off("SIGINT", interrupt);
      for (const signal of signals) process.on(signal, receive);
      try {
        return await work(controller.signal);
      } finally {
        for (const signal of signals) process.off(signal, receive);
        process.on("SIGINT", interrupt);
        abort = undefined;
      }
    },
  };
}

/** The line that was typed; readline takes Ctrl+C from the terminal, which is no answer. */
function askOnTerminal(question: string, interrupted: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    reader.once("SIGINT", () => {
      interrupted();
      process.stderr.write("\n");
      reader.close();
    });
    reader.once("close", () => resolve(undefined));
    reader.question(question, (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}

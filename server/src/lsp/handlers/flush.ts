import type { CancellationToken } from "vscode-languageserver/node";
import { flushMethod } from "../../protocol/flush";
import { guardedRequest } from "../guard";
import type { Session } from "../session";

/** Answers when everything that came before is read, analysed and published. */
export function handleFlush(session: Session): void {
  const { connection, log, pending, scheduler } = session;
  connection.onRequest(
    flushMethod,
    guardedRequest(log, flushMethod, async (first: unknown, second?: CancellationToken): Promise<null> => {
      const token = second ?? (first as CancellationToken | undefined);
      let isCancelled = false;
      const cancelled = new Promise<void>((resolve) =>
        token?.onCancellationRequested?.(() => {
          isCancelled = true;
          resolve();
        }),
      );
      // What is analysed now may leave functions to be analysed in the background.
      do {
        await Promise.race([pending.settled(), cancelled]);
        scheduler.flush();
      } while (pending.isRunning && !isCancelled);
      return null;
    }),
  );
}

import type { OutputStream } from "../host";

/** Fewer files are done before anybody reads the line. */
const fewFiles = 200;

/** A line that says how far a long run is, on a terminal only; `end` removes it. */
export interface Progress {
  show(done: number, total: number): void;
  end(): void;
}

export function progressOn(stream: OutputStream): Progress {
  let isShown = false;
  return {
    show(done, total) {
      if (stream.isTTY !== true || total < fewFiles) return;
      isShown = true;
      stream.write(`\r\u001b[KChecking ${done} of ${total} files`, () => undefined);
    },
    end() {
      if (isShown) stream.write("\r\u001b[K", () => undefined);
      isShown = false;
    },
  };
}

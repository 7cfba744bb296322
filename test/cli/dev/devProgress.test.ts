import { describe, expect, it } from "vitest";
import { DevProgress } from "../../../cli/src/dev/devProgress";
import { plain } from "../../../cli/src/terminal/paint";

/** A progress on a terminal of 30 columns, its clock, and what the terminal shows at last. */
function onTerminal() {
  let written = "";
  let nowMs = 0;
  let tick: (() => void) | undefined;
  const progress = new DevProgress({
    stream: { isTTY: true, columns: 30, write: (text, done) => ((written += text), done()) },
    paint: plain,
    detail: "steps",
    isLive: true,
    nowMs: () => nowMs,
    every(_, call) {
      tick = call;
      return () => (tick = undefined);
    },
  });
  return {
    progress,
    pass(ms: number) {
      nowMs += ms;
      tick?.();
    },
    isTicking: () => tick !== undefined,
    /** A line that is drawn again replaces what stood there. */
    shown: () => written.split("\n").map((line) => line.split("\r\u001b[K").at(-1)),
  };
}

describe("the progress on a terminal", () => {
  it("counts the time of the step and leaves a line for each", () => {
    const { progress, pass, shown, isTicking } = onTerminal();
    progress.step("Building shop");
    pass(1200);
    expect(shown()).toEqual(["Building shop  1.2 s"]);
    progress.step("Installing");
    pass(10);
    progress.end("done");
    expect(shown()).toEqual(["Building shop (1.2 s)", "Installing", ""]);
    expect(isTicking()).toBe(false);
  });

  it("says which step failed", () => {
    const { progress, pass, shown } = onTerminal();
    progress.step("Building shop");
    pass(400);
    progress.end("failed");
    expect(shown()).toEqual(["Building shop: failed (0.4 s)", ""]);
  });

  it("lets other lines through and stays below them", () => {
    const { progress, shown } = onTerminal();
    progress.step("Building a thing with a very long name");
    progress.print("NOTICE: hello\n");
    expect(shown()).toEqual(["NOTICE: hello", "Building a thing with…  0.0 s"]);
  });
});

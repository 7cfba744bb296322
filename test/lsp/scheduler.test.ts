import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Scheduler } from "../../server/src/lsp/scheduler";

describe("the scheduler", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("analyses once after a pause of the debounce's length", () => {
    const analyze = vi.fn();
    const scheduler = new Scheduler(analyze, () => 150);
    for (let key = 0; key < 3; key++) {
      scheduler.request();
      vi.advanceTimersByTime(100);
    }
    expect(analyze).not.toHaveBeenCalled();
    vi.advanceTimersByTime(50);
    expect(analyze).toHaveBeenCalledTimes(1);
  });

  it("does not wait for a pause for ever", () => {
    const analyze = vi.fn();
    const scheduler = new Scheduler(analyze, () => 150);
    for (let key = 0; key < 30; key++) {
      scheduler.request();
      vi.advanceTimersByTime(100);
    }
    expect(analyze.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  it("analyses at once when asked to, and not again afterwards", () => {
    const analyze = vi.fn();
    const scheduler = new Scheduler(analyze, () => 150);
    scheduler.flush();
    expect(analyze).not.toHaveBeenCalled();
    scheduler.request();
    scheduler.flush();
    vi.advanceTimersByTime(1000);
    expect(analyze).toHaveBeenCalledTimes(1);
  });

  it("without a debounce analyses before the loop waits for anything", () => {
    const analyze = vi.fn();
    const scheduler = new Scheduler(analyze, () => 0);
    const startMs = performance.now();
    scheduler.request();
    scheduler.request();
    vi.runAllTimers();
    expect(analyze).toHaveBeenCalledTimes(1);
    expect(performance.now() - startMs).toBeLessThan(10);
  });
});

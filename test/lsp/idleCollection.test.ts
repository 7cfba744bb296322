import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdleCollection } from "../../server/src/lsp/idleCollection";

const mb = 1e6;

describe("collecting garbage around edits", () => {
  let used = 500 * mb;
  let collections = 0;
  let idle: IdleCollection;

  beforeEach(() => {
    vi.useFakeTimers();
    used = 500 * mb;
    collections = 0;
    idle = new IdleCollection({
      usedBytes: () => used,
      collect: () => {
        collections++;
        used = 500 * mb;
      },
    });
  });
  afterEach(() => void vi.useRealTimers());

  const edit = (grownBytes: number): void => {
    used += grownBytes;
    idle.touch();
  };

  it("waits for a pause in the typing", () => {
    for (let key = 0; key < 50; key++) {
      edit(mb);
      vi.advanceTimersByTime(200);
    }
    expect(collections).toBe(0);
    vi.advanceTimersByTime(2000);
    expect(collections).toBe(1);
  });

  it("does not let memory pile up while somebody types on and on", () => {
    let largest = 0;
    for (let key = 0; key < 2000; key++) {
      edit(mb);
      largest = Math.max(largest, used);
      vi.advanceTimersByTime(100);
    }
    expect(largest).toBeLessThan(750 * mb);
    expect(collections).toBeLessThan(20);
  });

  it("leaves small edits alone", () => {
    for (let key = 0; key < 5; key++) edit(mb);
    vi.advanceTimersByTime(60_000);
    expect(collections).toBe(0);
  });

  it("measures growth from the lowest that was seen, since native memory goes late", () => {
    idle = new IdleCollection({
      usedBytes: () => used,
      collect: () => {
        collections++;
        setTimeout(() => (used = 450 * mb), 1);
      },
    });
    edit(40 * mb);
    vi.advanceTimersByTime(2000);
    expect(collections).toBe(1);
    edit(20 * mb);
    vi.advanceTimersByTime(2000);
    expect(collections).toBe(2);
  });

  it("does not collect in vain when memory that is used stays", () => {
    idle = new IdleCollection({ usedBytes: () => used, collect: () => void collections++ });
    edit(100 * mb);
    vi.advanceTimersByTime(2000);
    edit(mb);
    vi.advanceTimersByTime(60_000);
    expect(collections).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { median, quantile, spread } from "../../scripts/bench/statistics.mjs";

describe("order statistics of the bench", () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);

  it("takes quantiles by nearest rank, whatever the order of the values", () => {
    expect(quantile(values, 0.5)).toBe(50);
    expect(quantile(values, 0.99)).toBe(99);
    expect(quantile(values, 0)).toBe(1);
    expect(quantile(values, 1)).toBe(100);
    expect(median([3, 1, 2])).toBe(2);
  });

  it("leaves the values as they are, and says nothing false about none", () => {
    const given = [2, 1];
    spread(given, 0, "ms");
    expect(given).toEqual([2, 1]);
    expect(median([])).toBeNaN();
  });
});

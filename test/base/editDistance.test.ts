import { describe, expect, it } from "vitest";
import { editDistance } from "../../server/src/base/editDistance";

describe("editDistance", () => {
  it.each([
    ["lock", "lock", 0],
    ["lokc", "lock", 1],
    ["lck", "lock", 1],
    ["clock", "lock", 1],
    ["look", "lock", 1],
    ["refresh_mian", "refresh_main", 1],
    ["okcl", "lock", 3],
    ["", "abc", 3],
  ])("counts the slips between %j and %j", (a, b, slips) => {
    expect(editDistance(a, b, 5)).toBe(slips);
    expect(editDistance(b, a, 5)).toBe(slips);
  });

  it("tells only that a distance is over the limit", () => {
    expect(editDistance("refresh", "connect", 2)).toBe(3);
    expect(editDistance("a", "abcdef", 2)).toBe(3);
  });
});

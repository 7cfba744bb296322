import { describe, expect, it } from "vitest";
import { restartReason } from "../../../devpg/src/plan/restartReason";

const file = (hash: string, changedAtMs: number) => ({
  path: "/p/audit.so",
  hash,
  changedAtMs,
  name: "audit.so",
  why: "it is loaded only when the server starts",
});

describe("whether a running server has to be restarted", () => {
  it("is told by what it was started with", () => {
    const before = { hashes: { "/p/audit.so": "1" }, startedAtMs: 1000 };
    expect(restartReason([file("1", 5000)], before)).toBeUndefined();
    expect(restartReason([file("2", 500)], before)).toBe(
      "audit.so changed, and it is loaded only when the server starts",
    );
    expect(restartReason([file("1", 500)], { hashes: {}, startedAtMs: 1000 })).toMatch(/^audit\.so is new/);
  });

  it("is told by the time when somebody else started it", () => {
    expect(restartReason([file("1", 500)], { startedAtMs: 1000 })).toBeUndefined();
    expect(restartReason([file("1", 1500)], { startedAtMs: 1000 })).toMatch(/^audit\.so changed/);
  });
});

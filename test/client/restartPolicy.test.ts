import { describe, expect, it } from "vitest";
import { RestartPolicy } from "../../client/src/language/restartPolicy";

const minuteMs = 60_000;

describe("restarts of a crashing server", () => {
  it("end after the fourth crash within three minutes", () => {
    const policy = new RestartPolicy();
    const allowed = [0, 1, 2, 3, 4].map((crash) => policy.allowsRestart(crash * 1000));
    expect(allowed).toEqual([true, true, true, true, false]);
  });

  it("go on when crashes are rare", () => {
    const policy = new RestartPolicy();
    const allowed = Array.from({ length: 20 }, (_, crash) => policy.allowsRestart(crash * minuteMs));
    expect(allowed).not.toContain(false);
  });

  it("begin anew when the user restarts", () => {
    const policy = new RestartPolicy();
    for (let crash = 0; crash < 5; crash++) policy.allowsRestart(crash);
    policy.reset();
    expect(policy.allowsRestart(6)).toBe(true);
  });
});

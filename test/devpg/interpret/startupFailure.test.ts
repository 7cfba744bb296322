import { describe, expect, it } from "vitest";
import { startupFailure } from "../../../devpg/src/interpret/startupFailure";

describe("startupFailure", () => {
  it("takes the last fatal message of what the server wrote before it could log", () => {
    const stderr = [
      `2026-11-21 15:00:00.000 UTC [42] LOG:  starting`,
      `2026-11-21 15:00:00.100 UTC [42] FATAL:  58P01: could not access file "x": No such file or directory`,
      `2026-11-21 15:00:00.100 UTC [42] HINT:  Look twice.`,
      `2026-11-21 15:00:00.100 UTC [42] LOCATION:  internal_load_library, dfmgr.c:208`,
    ].join("\n");
    expect(startupFailure(stderr, [])).toEqual({
      severity: "FATAL",
      code: "58P01",
      message: `could not access file "x": No such file or directory`,
      hint: "Look twice.",
    });
  });

  it("says which settings are wrong instead of that some are", () => {
    const stderr = [
      `2026-11-21 15:00:00.000 UTC [42] LOG:  unrecognized configuration parameter "no" in file "/d/dynpgext-user.conf" line 2`,
      `2026-11-21 15:00:00.000 UTC [42] FATAL:  configuration file "/d/postgresql.conf" contains errors`,
    ].join("\n");
    expect(startupFailure(stderr, [])?.message).toBe(
      `unrecognized configuration parameter "no" in file "/d/dynpgext-user.conf" line 2`,
    );
  });

  it("prefers the log, which has all fields", () => {
    const record = { timestamp: "", pid: 1, severity: "PANIC", code: "53100", message: "no space" };
    expect(startupFailure("FATAL:  something", [record])).toBe(record);
  });

  it("takes what the program says before it is a server, and nothing for nothing", () => {
    expect(
      startupFailure(`postgres: could not access directory "/d": Permission denied\n`, [])?.message,
    ).toBe(`could not access directory "/d": Permission denied`);
    expect(startupFailure("", [])).toBeUndefined();
  });
});

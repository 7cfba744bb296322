import { expect, it } from "vitest";
import { joinEnvironments } from "../../../devpg/src/host/crashReporter";

it("loads the sanitizer first, then what the user loads, then the crash reporter", () => {
  const sanitizer = { LD_PRELOAD: "/libasan.so:/early.so", ASAN_OPTIONS: "a=1" };
  const reporter = { LD_PRELOAD: "/reporter.so", DYNPGEXT_CRASH_FOLDER: "/log" };
  expect(joinEnvironments(sanitizer, { LD_PRELOAD: "/jemalloc.so" }, reporter)).toEqual({
    LD_PRELOAD: "/libasan.so:/early.so:/jemalloc.so:/reporter.so",
    ASAN_OPTIONS: "a=1",
    DYNPGEXT_CRASH_FOLDER: "/log",
  });
  expect(joinEnvironments({}, { LD_PRELOAD: undefined }, reporter)).toEqual(reporter);
});

it("sets nothing where there is nothing to load", () => {
  expect(joinEnvironments({}, { LD_PRELOAD: "" }, {})).toEqual({ LD_PRELOAD: "" });
  expect(joinEnvironments({}, {}, {})).toEqual({});
});

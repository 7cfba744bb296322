import { expect, it } from "vitest";
import { crashReportLines, crashText } from "../../client/src/crash/crashText";
import type { Crash } from "../../devpg/src/interpret/crash";

const crash: Crash = {
  ...{ pid: 7, signal: "SIGSEGV", ending: "signal", at: new Date(0) },
  message: "Process 7 died by SIGSEGV in sell() at shop.c:42",
  query: "select sell(\n  1)",
  frames: [
    {
      function: "sell",
      module: "shop.so",
      isOwn: true,
      place: { path: "/w/shop.c", start: { line: 41, column: 1 }, end: { line: 41, column: 9 } },
    },
    { module: "postgres", isOwn: false },
  ],
  core: "/data/core",
};

it("says in a message what happened, in which statement, and what it meant for other sessions", () => {
  expect(crashText(crash)).toBe(
    "Process 7 died by SIGSEGV in sell() at shop.c:42. It ran: select sell( 1) " +
      "All sessions were ended; the dev Postgres is starting over.",
  );
  expect(crashText({ ...crash, ending: "error" })).not.toContain("All sessions");
  expect(crashText({ ...crash, query: "x".repeat(500) }).length).toBeLessThan(300);
});

it("writes the statement, the backtrace with whole paths, and the core file to the channel", () => {
  const lines = crashReportLines(crash).join("\n");
  expect(lines).toContain("  statement: select sell(\n      1)");
  expect(lines).toContain("    #0  sell() at /w/shop.c:42");
  expect(lines).toContain("    #1  a function of postgres\n  core file: /data/core");
});

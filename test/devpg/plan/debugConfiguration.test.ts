import { describe, expect, it } from "vitest";
import { readDebugConfiguration } from "../../../devpg/src/plan/debug/debugConfiguration";
import { chooseDebugger } from "../../../devpg/src/plan/debug/debuggerChoice";
import { readErrorCondition } from "../../../devpg/src/plan/debug/errorFilter";

function read(text: object): unknown {
  const result = readDebugConfiguration(text, "/work/hello");
  return result.ok ? result.value : result.problem;
}

describe("a launch configuration", () => {
  it("runs SQL in the dev database, after a build", () => {
    expect(read({ request: "launch", name: "My SQL", sql: "select 1" })).toEqual({
      target: { kind: "sql", sql: "select 1" },
      title: "My SQL",
      stopOnError: false,
      load: true,
      staysOpen: false,
    });
  });

  it("runs a script, or a regression test in a fresh database that goes on after errors", () => {
    expect(read({ request: "launch", sqlFile: "sql/a.sql", build: false })).toMatchObject({
      target: { kind: "sql", sql: "", file: "/work/hello/sql/a.sql" },
      load: false,
    });
    expect(read({ request: "launch", test: "basics" })).toMatchObject({
      target: { file: "/work/hello/sql/basics.sql", isFresh: true, afterError: "go-on" },
    });
  });

  it.each([
    [{ request: "launch" }, "says nothing to run"],
    [{ request: "launch", sql: "" }, "says nothing to run"],
    [{ request: "launch", sql: "select 1", sqlFile: "a.sql" }, "more than one of"],
    [{ request: "attach" }, "does not say what to attach to"],
    [{ request: "attach", processId: "no number" }, "does not say what to attach to"],
  ])("that is not complete is refused: %j", (text, message) => {
    expect(read(text)).toMatchObject({
      code: "debug-configuration",
      message: expect.stringContaining(message) as string,
      action: expect.stringContaining("Write one of") as string,
    });
  });

  it.each([
    [true, {}],
    ["22012, deadlock", { sqlstates: ["22012"], texts: ["deadlock"] }],
    [["XX000"], { sqlstates: ["XX000"], texts: [] }],
    [false, false],
    ["", false],
  ])("stops on errors: %j", (stopOnError, wanted) => {
    expect(read({ request: "launch", sql: "select 1", stopOnError })).toMatchObject({ stopOnError: wanted });
  });
});

describe("an attach configuration", () => {
  it("takes the number that a picker gives as text, and builds nothing", () => {
    expect(read({ request: "attach", processId: "123" })).toMatchObject({
      target: { kind: "process", pid: 123 },
      load: false,
    });
  });

  it("takes a worker as it runs, or from its start, which builds first", () => {
    expect(read({ request: "attach", worker: "clock" })).toMatchObject({
      target: { kind: "worker", name: "clock" },
      load: false,
    });
    expect(read({ request: "attach", worker: "clock", atStart: true, functionName: "main" })).toMatchObject({
      target: { kind: "worker-start", name: "clock", functionName: "main" },
      load: true,
    });
  });
});

describe("a condition for errors", () => {
  it("is SQLSTATEs and words, quoted or not", () => {
    expect(readErrorCondition('22012, "lock, timeout"')).toEqual({
      sqlstates: ["22012"],
      texts: ['"lock', 'timeout"'],
    });
    expect(readErrorCondition("ABCDE, 40P01, 'quoted'")).toEqual({
      sqlstates: ["40P01"],
      texts: ["ABCDE", "quoted"],
    });
    expect(readErrorCondition("  ")).toEqual({ sqlstates: [], texts: [] });
  });
});

describe("the choice of a debugger", () => {
  const all = {
    codelldb: true,
    cpptools: true,
    lldbDap: "/bin/lldb-dap",
    gdb: { path: "/bin/gdb", major: 15 },
  };
  const nothing = { codelldb: false, cpptools: false };
  const chosen = (setting: Parameters<typeof chooseDebugger>[0], found: typeof nothing): unknown => {
    const result = chooseDebugger(setting, found, "apt-get install lldb");
    return result.ok ? result.value.kind : result.problem;
  };

  it("takes CodeLLDB, C/C++, lldb-dap and gdb in this order", () => {
    expect(chosen("auto", all)).toBe("codelldb");
    expect(chosen("auto", { ...all, codelldb: false })).toBe("cpptools");
    expect(chosen("auto", { ...all, ...nothing })).toBe("lldb-dap");
    expect(chosen("auto", { ...nothing, gdb: all.gdb } as typeof nothing)).toBe("gdb");
  });

  it("follows the setting", () => {
    expect(chosen("gdb", all)).toBe("gdb");
    expect(chosen("lldb-dap", all)).toBe("lldb-dap");
  });

  it("does not take C/C++ without a gdb, or a gdb that speaks to C/C++ only", () => {
    expect(chosen("auto", { ...nothing, cpptools: true })).toMatchObject({ code: "debugger-missing" });
    expect(
      chosen("auto", { ...nothing, gdb: { path: "/bin/gdb", major: 13 } } as typeof nothing),
    ).toMatchObject({
      message: expect.stringContaining("gdb 13 is too old") as string,
    });
  });

  it("says what to install when there is none, or not the one that is asked for", () => {
    expect(chosen("auto", nothing)).toMatchObject({
      code: "debugger-missing",
      action: expect.stringContaining("`apt-get install lldb`") as string,
    });
    expect(chosen("codelldb", { ...all, codelldb: false })).toMatchObject({
      message: expect.stringContaining("asks for codelldb") as string,
      action: expect.stringMatching(/Install the extension CodeLLDB.*`auto`/) as string,
    });
  });
});

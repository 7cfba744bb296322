import { describe, expect, it } from "vitest";
import type { DoctorFacts, SystemFacts } from "../../../devpg/src/interpret/doctorFacts";
import { judgeMachine } from "../../../devpg/src/interpret/judgeMachine";
import { installation } from "../../cli/dev/fakeDevPostgres";

const here = (name: string, version: string) => ({ name, path: `/usr/bin/${name}`, version });
const debian: SystemFacts = { platform: "linux", isRoot: false, packages: "apt" };

/** A machine on which nothing is missing. */
const well: DoctorFacts = {
  system: debian,
  postgres: {
    chosen: { installation, hasServer: true, hasHeaders: true },
    all: [installation],
    symbols: "separate",
    buildId: "ab12",
  },
  build: {
    projectSystem: "pgxs",
    compiler: here("gcc", "gcc 12.2.0"),
    make: here("make", "GNU Make 4.3"),
    meson: undefined,
    ninja: undefined,
    cmake: undefined,
    trial: { compiles: true },
    loader: "built",
  },
  storage: {
    place: { root: "/home/me/.local/share/dynpgext/shop-1/15", socketFolder: "/run/user/1000/dynpgext-1" },
    isWritable: true,
    freeBytes: 5e9,
    sharedMemoryFreeBytes: 64e6,
    user: { name: "" },
  },
  debugging: {
    ptraceScope: 0,
    lldbDap: here("lldb-dap", "lldb-dap 19"),
    gdb: { name: "gdb" },
    addr2line: here("addr2line", "GNU addr2line 2.40"),
    debuginfodUrls: undefined,
  },
  left: [],
};

type Changes = { readonly [Part in keyof DoctorFacts]?: Partial<DoctorFacts[Part]> };

/** The checks that are not good on a machine that differs from the good one by these facts. */
function ills(changes: Changes) {
  const facts = Object.fromEntries(
    Object.entries(well).map(([part, value]) => {
      const change = changes[part as keyof DoctorFacts];
      if (Array.isArray(value)) return [part, change ?? value];
      return [part, { ...value, ...change }];
    }),
  ) as unknown as DoctorFacts;
  return judgeMachine(facts).filter(({ state }) => state !== "good");
}

const problem = { code: "x", message: "it is so", action: "Do that" };

describe("the doctor", () => {
  it("finds nothing wrong where all is there", () => {
    expect(ills({})).toEqual([]);
  });

  it.each<[string, Changes, readonly object[]]>([
    [
      "no PostgreSQL",
      { postgres: { chosen: { problem }, all: [], symbols: undefined } },
      [
        {
          title: "PostgreSQL",
          state: "bad",
          found: "it is so",
          remedy: expect.stringMatching(/^sudo apt-get install/),
        },
      ],
    ],
    [
      "no server and no headers",
      {
        postgres: { chosen: { installation, hasServer: false, hasHeaders: false } },
        build: { trial: undefined },
      },
      [
        { title: "server", state: "bad", remedy: "sudo apt-get install postgresql-15" },
        { title: "server headers", state: "bad", remedy: "sudo apt-get install postgresql-server-dev-15" },
      ],
    ],
    [
      "no compiler",
      { build: { compiler: { name: "/usr/bin/gcc" }, trial: undefined } },
      [{ title: "gcc", state: "bad", remedy: "sudo apt-get install gcc libc6-dev" }],
    ],
    [
      "another make",
      { build: { make: here("make", "bmake") } },
      [{ title: "make", state: "bad", found: "/usr/bin/make is not GNU make" }],
    ],
    [
      "no CMake for a project of CMake",
      { build: { projectSystem: "cmake", cmake: { name: "cmake" } } },
      [{ title: "cmake", state: "bad", remedy: "sudo apt-get install cmake" }],
    ],
    [
      "no headers of the C library",
      { build: { trial: { compiles: false, said: "stdio.h: No such file" } } },
      [{ title: "trial compilation", state: "bad", remedy: "sudo apt-get install libc6-dev" }],
    ],
    [
      "an installation without the loader",
      { build: { loader: "missing" } },
      [{ title: "bundled loader", state: "bad" }],
    ],
    [
      "a disk that is nearly full",
      { storage: { freeBytes: 3e8 } },
      [{ title: "disk space", state: "warning", found: "286 MiB free" }],
    ],
    ["a disk that is full", { storage: { freeBytes: 1e8 } }, [{ title: "disk space", state: "bad" }]],
    [
      "storage that cannot be written",
      { storage: { isWritable: false } },
      [{ title: "storage", state: "bad" }],
    ],
    [
      "no place at all",
      { storage: { place: { problem } } },
      [{ title: "storage", state: "bad", consequence: "No server can be set up. Do that." }],
    ],
    [
      "no user for the server",
      { storage: { user: { problem } } },
      [{ title: "user of the server", state: "bad" }],
    ],
    [
      "the small shared memory of a container",
      { storage: { sharedMemoryFreeBytes: 1e6 } },
      [{ title: "shared memory", state: "warning" }],
    ],
    [
      "a server without debug symbols",
      { postgres: { symbols: "none" } },
      [
        {
          title: "debug symbols",
          found: "the server has none (build id ab12)",
          remedy: expect.stringContaining("DEBUGINFOD"),
        },
      ],
    ],
    [
      "the same with a debuginfod",
      { postgres: { symbols: "none" }, debugging: { debuginfodUrls: "https://d" } },
      [],
    ],
    [
      "debugging for parents only",
      { debugging: { ptraceScope: 1 } },
      [{ title: "ptrace_scope", state: "warning", remedy: expect.stringContaining("echo 0 | sudo tee") }],
    ],
    ["the same as root", { debugging: { ptraceScope: 1 }, system: { isRoot: true } }, []],
    [
      "no debugging at all",
      { debugging: { ptraceScope: 3 }, system: { isRoot: true } },
      [{ title: "ptrace_scope", found: "3: nobody may debug processes" }],
    ],
    [
      "an old gdb alone",
      { debugging: { lldbDap: { name: "lldb-dap" }, gdb: here("gdb", "GNU gdb (Debian 13.1-3) 13.1") } },
      [{ title: "debugger", state: "warning", remedy: "sudo apt-get install lldb" }],
    ],
    [
      "a new gdb alone",
      { debugging: { lldbDap: { name: "lldb-dap" }, gdb: here("gdb", "GNU gdb (GDB) 14.2") } },
      [],
    ],
    [
      "no addr2line, as root on Alpine",
      { debugging: { addr2line: { name: "addr2line" } }, system: { isRoot: true, packages: "apk" } },
      [{ title: "addr2line", state: "warning", remedy: "apk add binutils" }],
    ],
  ])("tells what follows from %s", (_, changes, expected) => {
    const found = ills(changes);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
    for (const { consequence } of found) expect(consequence).toMatch(/\.$/);
  });

  it("says how to get rid of what folders left that are gone", () => {
    const left = [
      {
        folder: "/w/it's gone",
        storage: ["/s/its gone-1", "/r/1"],
        servers: [{ pid: 12, pidFile: "/s/its gone-1/p" }],
      },
      { folder: "/w/old", storage: ["/s/old-2"], servers: [] },
    ];
    expect(ills({ left })).toMatchObject([
      {
        title: "left behind",
        found: "/w/it's gone is gone, its server still runs (pid 12)\n/w/old is gone",
        remedy:
          "kill -INT 12; while [ -e '/s/its gone-1/p' ]; do sleep 0.2; done; rm -rf '/s/its gone-1' /r/1 /s/old-2",
      },
    ]);
  });

  it("offers no command where it does not know how programs are installed", () => {
    const [check] = ills({ build: { make: { name: "make" } }, system: { packages: undefined } });
    expect(check).toMatchObject({ title: "make", state: "bad" });
    expect(check?.remedy).toBeUndefined();
  });
});

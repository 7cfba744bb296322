import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DevOptions } from "../../../cli/src/dev/devOptions";
import type { LogOptions } from "../../../cli/src/logs";
import { logs } from "../../../cli/src/logs";
import { folderWith } from "../../files/temporaryFolder";
import { runDevCommand } from "./runDevCommand";

const record = { timestamp: "2026-01-02 03:04:05.678 UTC", pid: 9, code: "00000", backendType: "postmaster" };
const log = [
  { ...record, severity: "LOG", message: "ready" },
  { ...record, severity: "WARNING", message: "a slip", hint: "mend it", backendType: "client backend" },
  {
    ...record,
    ...{ severity: "ERROR", message: "no visits", database: "dev", backendType: "client backend" },
    ...{ file: "shop.c", line: 12, routine: "visits", context: "one\ntwo" },
    ...{ statement: "select 1,\n  visits()", position: 13 },
  },
];

async function printed(options: Partial<LogOptions>, shared: Partial<DevOptions> = {}, interrupt?: "SIGINT") {
  const root = await folderWith({ "src/shop.c": "" });
  return runDevCommand(root, (call) => logs(call, { lines: 50, ...options }), {
    log,
    options: shared,
    ...(interrupt === undefined ? {} : { interrupt }),
  });
}

describe("logs", () => {
  it("prints records with what belongs to them and the places they name", async () => {
    const { code, stdout } = await printed({});
    expect(code).toBe(0);
    expect(stdout).toBe(
      `03:04:05.678 [9] postmaster LOG  ready
03:04:05.678 [9] WARNING  a slip
    hint: mend it
03:04:05.678 [9] dev ERROR  no visits
    context: one
             two
    raised in: ${join("src", "shop.c")}:12 (visits)
     --> statement:2:3
      |
    2 |   visits()
      |   ^^^^^^
`,
    );
  });

  it("prints the last ones, of a level when one is asked for", async () => {
    expect((await printed({ lines: 1 })).stdout).toMatch(/^\S+ \[9\] dev ERROR/);
    expect((await printed({ lines: 1, level: "warning" })).stdout).toMatch(/^\S+ \[9\] dev ERROR/);
    expect((await printed({ level: "warning" })).stdout).not.toContain("ready");
    expect((await printed({ level: "fatal" })).stdout).toBe("");
  });

  it("prints one object per line for programs", async () => {
    const { stdout } = await printed({}, { json: true });
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { message: string }).message),
    ).toEqual([...["ready", "a slip", "no visits"]]);
  });

  it("follows until it is interrupted", async () => {
    const { code, stdout, stderr } = await printed({ follow: true, level: "error" }, {}, "SIGINT");
    expect({ code, stderr }).toEqual({ code: 130, stderr: "" });
    expect(stdout).toMatch(/^\S+ \[9\] dev ERROR/);
  });
});

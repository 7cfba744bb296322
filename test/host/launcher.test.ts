import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { descendantsOf, stillRunning } from "./processTree";
import { makeAwkwardFolder, runLauncher, startLauncher } from "./runLauncher";

let workspace: string;
beforeAll(() => {
  workspace = makeAwkwardFolder();
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

describe.concurrent("the launcher that stands in for VS Code", () => {
  it("succeeds when the suite in the extension host reports passed tests, and shows the workbench", async () => {
    const picture = join(workspace, "workbench.png");
    const { code, output } = await runLauncher("passes.cjs", workspace, { LAUNCHER_TEST_PICTURE: picture });
    expect(output).toContain(`folder: ${workspace}`);
    expect(output).toContain("2 passed, 0 failed");
    expect(code).toBe(0);
    expect(pictureSize(picture)).toEqual({ width: 1280, height: 800 });
  });

  it("ends everything it started when it is killed", async () => {
    const run = startLauncher("hangs.cjs", workspace);
    await vi.waitFor(() => expect(run.output()).toContain("hanging"), { timeout: 120_000, interval: 100 });
    const started = descendantsOf(run.launcher.pid ?? 0);
    expect(started.some(({ command }) => command.includes("server-main.js"))).toBe(true);
    expect(started.some(({ command }) => command.includes("--remote-debugging-port"))).toBe(true);
    run.launcher.kill("SIGKILL");
    await vi.waitFor(() => expect(stillRunning(started)).toEqual([]), { timeout: 20_000, interval: 100 });
  });

  it.each([
    { suite: "throws.cjs", because: "the suite threw" },
    { suite: "fails.cjs", because: "4 passed, 1 failed" },
    { suite: "empty.cjs", because: "The suite ran no test" },
    { suite: "there-is-no-such-suite.cjs", because: "Cannot find module" },
    { suite: "exits.cjs", because: "the extension host went away before the suite reported" },
    { suite: "aborts.cjs", because: "the extension host went away before the suite reported" },
    { suite: "hangs.cjs", because: "the suite did not end within 2000 ms" },
  ])("fails on the suite $suite and says why", async ({ suite, because }) => {
    const { code, output } = await runLauncher(suite, workspace, { DYNPGEXT_SUITE_LIMIT_MS: "2000" });
    expect(output).toContain(because);
    expect(code).toBe(1);
  });
});

/** Width and height of a PNG file: two big-endian numbers in its first chunk (IHDR). */
function pictureSize(path: string) {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

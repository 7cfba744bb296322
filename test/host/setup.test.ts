import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installedMatchesLock } from "../../scripts/setup/nodeModules.mjs";
import { countsOfReport } from "../../scripts/setup/testReports.mjs";
import { withLock } from "../../scripts/setup/withLock.mjs";
import { readLauncherArguments } from "./launcher/launcherArguments.mjs";
import { workbenchUrl } from "./launcher/workbenchUrl.mjs";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dynpgext-setup-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the counts of a test report", () => {
  function countsOf(report: unknown) {
    const path = join(folder, "report.json");
    writeFileSync(path, JSON.stringify(report));
    const { passed, failed } = countsOfReport(path);
    return { passed, failed };
  }
  const file = (status: string, ...tests: string[]) => ({
    name: join(process.cwd(), "test/some.test.ts"),
    status,
    message: "why",
    assertionResults: tests.map((each) => ({ status: each, fullName: "a test" })),
  });

  it("adds up tests", () => {
    const testResults = [file("passed", "passed", "passed"), file("failed", "passed", "failed")];
    expect(countsOf({ testResults })).toEqual({ passed: 3, failed: 1 });
  });
  it("counts a skipped test as a failure", () => {
    expect(countsOf({ testResults: [file("passed", "passed", "skipped", "todo")] })).toEqual({ passed: 1, failed: 2 });
  });
  it("counts a file that could not be loaded as a failure", () => {
    expect(countsOf({ testResults: [file("failed")] })).toEqual({ passed: 0, failed: 1 });
  });
  it("counts each static check as one test", () => {
    const checks = [{ name: "types", ok: true }, { name: "lint", ok: false }];
    expect(countsOf(checks)).toEqual({ passed: 1, failed: 1 });
  });
  it("finds no test where no report was written", () => {
    const { passed, remarks } = countsOfReport(join(folder, "missing.json"));
    expect({ passed, remarks }).toEqual({ passed: 0, remarks: ["no report was written"] });
  });
});

describe("whether the installed packages match the lock file", () => {
  const wanted = {
    "": { name: "project" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/only-on-windows": { version: "1.0.0", optional: true },
  };
  function matches(installed: object | undefined) {
    const root = mkdtempSync(join(folder, "project-"));
    mkdirSync(join(root, "node_modules", "a"), { recursive: true });
    writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
    const record = join(root, "node_modules", ".package-lock.json");
    if (installed !== undefined) writeFileSync(record, JSON.stringify({ packages: installed }));
    return installedMatchesLock(root);
  }

  it("does when every package but those of other platforms is there", () => {
    expect(matches({ "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } })).toBe(true);
  });
  it("does not when the lock file names another version", () => {
    expect(matches({ "node_modules/a": { version: "0.9.0", integrity: "sha512-b" } })).toBe(false);
  });
  it("does not when an install was interrupted", () => {
    expect(matches(undefined)).toBe(false);
  });
});

describe("the lock of the set-up", () => {
  it("lets one run in after the other", async () => {
    const path = join(folder, "one.lock");
    const order: string[] = [];
    const first = withLock(path, async () => {
      order.push("first in");
      await new Promise((resolve) => setImmediate(resolve));
      order.push("first out");
    });
    const second = withLock(path, () => void order.push("second in"));
    await Promise.all([first, second]);
    expect(order).toEqual(["first in", "first out", "second in"]);
  });
  it("takes over the lock of a run that is gone", async () => {
    const path = join(folder, "stale.lock");
    writeFileSync(path, "4194999"); // Above the largest process id that Linux gives by default.
    expect(await withLock(path, () => "done")).toBe("done");
  });
});

describe("the command line of the launcher", () => {
  it("takes what VS Code's tests pass and ignores the switches of a desktop", () => {
    const read = readLauncherArguments([
      "/a folder/ws",
      "--no-sandbox",
      "--extensionTestsPath=/x=y/index.js",
      "--extensionDevelopmentPath=file:///an%20extension",
    ]);
    expect(read).toEqual({
      workspace: "/a folder/ws",
      testsPath: "/x=y/index.js",
      developmentPath: "/an extension",
    });
  });
});

describe("the address of the workbench", () => {
  it("keeps paths with any character whole", () => {
    const path = `/it's "a" folder +#&%?`;
    const url = new URL(workbenchUrl({ origin: "http://127.0.0.1:8080", token: "t", workspace: path, testsPath: path }));
    expect(url.searchParams.get("folder")).toBe(path);
    const [[name, uri]] = JSON.parse(url.searchParams.get("payload") ?? "") as [[string, string]];
    expect(name).toBe("extensionTestsPath");
    expect(uri.startsWith("vscode-remote://127.0.0.1:8080/")).toBe(true);
    expect(decodeURIComponent(new URL(uri).pathname)).toBe(path);
  });
});

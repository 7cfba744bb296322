import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newExtension } from "../../cli/src/newExtension";
import type { Host, OutputStream } from "../../cli/src/host";

const loaderSource = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../devpg/loader");

describe("dynpgext new", () => {
  let cwd = "";
  let printed = { stdout: "", stderr: "" };
  beforeEach(() => {
    cwd = mkdtempSync(path.join(tmpdir(), "dynpgext-new-"));
    printed = { stdout: "", stderr: "" };
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const stream = (name: "stdout" | "stderr"): OutputStream => ({
    write: (text, done) => {
      printed[name] += text;
      done();
    },
  });
  const host = (): Host => ({
    cwd,
    env: {},
    stdout: stream("stdout"),
    stderr: stream("stderr"),
    block: (work) => work(),
  });

  it("makes the folder and names the command that comes next", async () => {
    expect(await newExtension("fresh_one", { kind: "hook", build: "meson" }, host(), loaderSource)).toBe(0);
    expect(existsSync(path.join(cwd, "fresh_one/meson.build"))).toBe(true);
    expect(printed.stdout).toContain("Made fresh_one:\n");
    expect(printed.stdout).toContain("dynpgext run fresh_one --file fresh_one/sql/fresh_one.sql");
  });

  it("quotes a folder for the shell, and shows one elsewhere with its whole path", async () => {
    const options = { kind: "plain", build: "pgxs", folder: "it's here" } as const;
    expect(await newExtension("fresh_one", options, host(), loaderSource)).toBe(0);
    expect(printed.stdout).toContain("dynpgext run 'it'\\''s here' --file");
    const elsewhere = { ...options, folder: path.join(cwd, "../", `${path.basename(cwd)}-beside`) };
    try {
      expect(await newExtension("fresh_one", elsewhere, host(), loaderSource)).toBe(0);
      expect(printed.stdout).toContain(`Made ${elsewhere.folder}:`);
    } finally {
      rmSync(elsewhere.folder, { recursive: true, force: true });
    }
  });

  it("says why not, and exits with 2", async () => {
    const options = { kind: "plain", build: "pgxs" } as const;
    expect(await newExtension("No!", options, host(), loaderSource)).toBe(2);
    expect(printed.stderr).toContain('"No!" cannot name an extension');
    expect(printed.stdout).toBe("");
  });
});

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { corporaOf } from "../../scripts/corpus/workspaces.mjs";

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "dynpgext-corpus-"));
  vi.stubEnv("XDG_CACHE_HOME", home);
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

describe("the corpus cache", () => {
  it("takes a package as there only when its folder and its version are, and clears what was left half unpacked", async () => {
    const { completeVersion } = await import("../../scripts/corpus/fetchCorpus.mjs");
    const corpus = path.join(home, "dynpgext", "corpus");
    const folder = path.join(corpus, "extensions", "prefix");
    const source = { name: "prefix", folder };
    mkdirSync(`${folder}.part/src`, { recursive: true });
    expect(await completeVersion(source)).toBeUndefined();
    expect(existsSync(`${folder}.part`)).toBe(false);

    mkdirSync(folder);
    expect(await completeVersion(source)).toBeUndefined();

    mkdirSync(path.join(corpus, "versions"));
    writeFileSync(path.join(corpus, "versions", "prefix"), "1.2.10-3\n");
    expect(await completeVersion(source)).toBe("1.2.10-3");

    rmSync(folder, { recursive: true });
    expect(await completeVersion(source)).toBeUndefined();
  });
});

describe("CORPUS_DIR", () => {
  it("takes a folder with files as one workspace, and a folder of folders as several", () => {
    mkdirSync(path.join(home, "many", "one"), { recursive: true });
    mkdirSync(path.join(home, "many", "two"));
    mkdirSync(path.join(home, "many", ".cache"));
    mkdirSync(path.join(home, "single", "src"), { recursive: true });
    writeFileSync(path.join(home, "single", "Makefile"), "");
    const given = [path.join(home, "many"), path.join(home, "single")].join(path.delimiter);
    expect(corporaOf(given)).toEqual([
      { name: "many", root: path.join(home, "many"), workspaces: ["one", "two"] },
      { name: "single", root: home, workspaces: ["single"] },
    ]);
  });

  it("refuses what is not a folder, by name", () => {
    expect(() => corporaOf(path.join(home, "absent"))).toThrow(/absent is not a folder/);
  });
});

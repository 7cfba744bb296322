import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "./fixture";

/** Every file that git would put into a commit of the work tree, committed or not yet. */
function projectFiles(): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const listed = execFileSync("git", args, { cwd: projectRoot, encoding: "utf8", maxBuffer: 64 << 20 });
  return listed.split("\n").filter((path) => /^(client|server|cli|devpg)\/src\/.*\.ts$/.test(path));
}

const vagueNames = /^(utils?|common|misc|helpers?|shared|.*[Mm]anager|.*[Uu]tils?)\.ts$/;

describe("source files", () => {
  it("are named after what they export", () => {
    expect(projectFiles().filter((path) => vagueNames.test(basename(path)))).toEqual([]);
  });

  it("have no TODO without an issue number", () => {
    const open = projectFiles().filter((path) =>
      /\b(TODO|FIXME|XXX)\b(?!\s*\(?#\d)/.test(readFileSync(join(projectRoot, path), "utf8")),
    );
    expect(open).toEqual([]);
  });
});

import { execFileSync } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedRanges } from "../../cli/src/check/changedLines";
import { folderWith } from "../files/temporaryFolder";
import { listed, runCheck } from "./runCheck";

function git(folder: string, ...args: string[]): void {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe", timeout: 20_000 });
}

async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await folderWith(files);
  git(root, "init", "-q");
  // What a user's configuration may say must not matter.
  for (const setting of ["diff.noprefix", "diff.mnemonicPrefix"]) git(root, "config", setting, "true");
  git(root, "config", "color.ui", "always");
  git(root, "add", ".");
  git(root, "commit", "-qm", "first");
  return root;
}

describe("check --since", () => {
  it("lists findings in added and changed lines: committed, staged, unstaged and untracked", async () => {
    const files = { "a.c": "BAD\nint x;\nBAD\n", "b.c": "BAD\n", 'ä "b"\t.c': "BAD\n\n", "sub/s.c": "BAD\n" };
    const root = await repository(files);
    await writeFile(join(root, "a.c"), "BAD\nBAD\nint x;\nBAD\n");
    git(root, "commit", "-qam", "second");
    await writeFile(join(root, "b.c"), "BAD\nBAD\n");
    git(root, "add", ".");
    await writeFile(join(root, "b.c"), "BAD\nBAD\nBAD\n");
    await writeFile(join(root, 'ä "b"\t.c'), "BAD\nBAD\n");
    await mkdir(join(root, "new"));
    await writeFile(join(root, "new/n.c"), "BAD\n");
    expect((await listed(root, [], { since: "HEAD~1" })).places).toEqual([
      "a.c:2:1 bad-word",
      "b.c:2:1 bad-word",
      "b.c:3:1 bad-word",
      "new/n.c:1:1 bad-word",
      'ä "b"\t.c:2:1 bad-word',
    ]);
    expect((await listed(root, ["sub"], { since: "HEAD~1" })).code).toBe(0);
    expect((await listed(join(root, "new"), [".."], { since: "HEAD" })).places).not.toContain(
      "../a.c:2:1 bad-word",
    );
  });

  it("lists a whole file that was renamed, and nothing where lines only went away", async () => {
    const root = await repository({ "a.c": "BAD\nint x;\n", "b.c": "BAD\n" });
    await writeFile(join(root, "a.c"), "BAD\n");
    await rename(join(root, "b.c"), join(root, "c.c"));
    git(root, "add", ".");
    expect((await listed(root, [], { since: "HEAD" })).places).toEqual(["c.c:1:1 bad-word"]);
  });

  it("knows the changed lines still after it fixed some", async () => {
    const root = await repository({ "a.c": "WORSE BAD\n" });
    await writeFile(join(root, "a.c"), "WORSE BAD\nWORSE BAD\n");
    expect((await listed(root, [], { since: "HEAD", fix: true })).places).toEqual(["a.c:2:1 bad-word"]);
  });

  it.each(["nowhere", "--output=x", "HEAD:a.c", ""])("refuses %j in one line", async (ref) => {
    const root = await repository({ "a.c": "BAD\n" });
    const run = await runCheck(root, [], { since: ref });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^dynpgext: git knows no commit [^\n]+\n$/);
  });

  it("says when there is no repository", async () => {
    const root = await folderWith({ "a.c": "BAD\n" });
    const run = await runCheck(root, [], { since: "HEAD" });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^dynpgext: [^\n]+ is not in a git repository\n$/);
  });
});

describe("changedRanges", () => {
  it("takes no text of a line for a header", () => {
    const diff = [
      "--- a/x.sql",
      "+++ b/x.sql",
      "@@ -1 +1,2 @@",
      "--- a/old",
      "+++ b/new",
      "+@@ -1 +1 @@",
      "@@ -9,2 +9 @@",
      "-a",
      "-b",
      "+c",
    ];
    expect([...changedRanges(diff.join("\n"))]).toEqual([
      [
        "x.sql",
        [
          { first: 0, end: 2 },
          { first: 8, end: 9 },
        ],
      ],
    ]);
  });
});

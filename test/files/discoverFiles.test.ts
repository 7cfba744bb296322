import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discoverFiles, type FolderProblem } from "../../server/src/files/discoverFiles";
import { folderWith } from "./temporaryFolder";

async function discovered(root: string, exclude: readonly string[] = []) {
  const problems: FolderProblem[] = [];
  const files: string[] = [];
  const wants = (path: string) => /\.[ch]$/.test(path);
  for await (const path of discoverFiles(root, {
    wants,
    exclude,
    onProblem: (problem) => problems.push(problem),
  })) {
    files.push(path.slice(root.length + 1));
  }
  return {
    files,
    problems: problems.map((problem) => `${problem.code} ${problem.path.slice(root.length + 1)}`),
  };
}

describe("discoverFiles", () => {
  it("lists the wanted files in a fixed order and leaves out the folders of tools", async () => {
    const root = await folderWith({
      "b.c": "",
      "a/z.c": "",
      "a/B.h": "",
      "a/notes.txt": "",
      "node_modules/x/y.c": "",
      ".git/hooks/z.c": "",
      "a b/ü.c": "",
    });
    expect(await discovered(root)).toEqual({
      files: ["a/B.h", "a/z.c", "a b/ü.c", "b.c"],
      problems: [],
    });
  });

  it("leaves out what the patterns exclude: a folder, a name at any depth, a path", async () => {
    const files = {
      "gen/a.c": "",
      "src/gen/b.c": "",
      "src/x.gen.c": "",
      "src/keep.c": "",
      "lib/one.c": "",
      "lib/two.c": "",
    };
    const root = await folderWith(files);
    expect((await discovered(root, ["gen"])).files).toEqual([
      "lib/one.c",
      "lib/two.c",
      "src/keep.c",
      "src/x.gen.c",
    ]);
    expect((await discovered(root, ["/gen/", "lib/{one,three}.c"])).files).toContain("src/gen/b.c");
    expect((await discovered(root, ["**/gen/**", "*.gen.c", "lib/t?o.[a-d]"])).files).toEqual([
      "lib/one.c",
      "src/keep.c",
    ]);
    expect((await discovered(root, ["[z-a", "(", ""])).files).toHaveLength(6);
  });

  it("reports a link that leads back up, and lists every file once", async () => {
    const root = await folderWith({
      "project/src/a.c": "",
      "project/lib/b.c": "",
      "project/lib/deep/c.c": "",
    });
    const project = join(root, "project");
    await symlink("..", join(project, "src", "up"));
    await symlink(".", join(project, "lib", "self"));
    await symlink(root, join(project, "above"));
    await symlink("round", join(project, "round"));
    await symlink("../lib", join(project, "src", "lib"));
    await symlink("nowhere", join(project, "dangling.c"));
    await symlink("src/a.c", join(project, "alias.c"));
    expect(await discovered(project)).toEqual({
      files: ["lib/b.c", "lib/deep/c.c", "src/a.c"],
      problems: ["symlink-loop above", "symlink-loop lib/self", "symlink-loop round", "symlink-loop src/up"],
    });
  });

  it("follows links out of the folder, each place once", async () => {
    const root = await folderWith({ "project/a.c": "", "shared/inner/s.h": "", "one.c": "" });
    const project = join(root, "project");
    await symlink("../shared/inner", join(project, "first"));
    await symlink("../shared", join(project, "second"));
    await symlink("../one.c", join(project, "x.c"));
    await symlink("../one.c", join(project, "y.c"));
    expect(await discovered(project)).toEqual({ files: ["a.c", "first/s.h", "x.c"], problems: [] });
  });

  it("reports a folder that is not there and goes on after one that is no folder", async () => {
    const root = await folderWith({ "file.c": "" });
    expect((await discovered(join(root, "none"))).problems).toEqual(["missing "]);
    expect((await discovered(join(root, "file.c"))).problems).toEqual(["missing "]);
  });

  it("reaches a root that is itself a link, under the name it was given", async () => {
    const root = await folderWith({ "real/a.c": "" });
    await symlink("real", join(root, "link"));
    expect((await discovered(join(root, "link"))).files).toEqual(["a.c"]);
  });

  it("ends early when it is told to", async () => {
    const root = await folderWith({ "a.c": "", "b.c": "", "c.c": "" });
    await mkdir(join(root, "empty"));
    const controller = new AbortController();
    const files: string[] = [];
    for await (const path of discoverFiles(root, {
      wants: () => true,
      exclude: [],
      signal: controller.signal,
    })) {
      files.push(path);
      controller.abort();
    }
    expect(files).toHaveLength(1);
  });
});

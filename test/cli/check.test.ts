import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../files/temporaryFolder";
import { listed, runCheck } from "./runCheck";

describe("check", () => {
  it("prints the JSON that scripts rely on", async () => {
    const root = await folderWith({ "a.c": "/* 😀 */ BAD\r\nuse(x)", "sub/b.c": "\ufeff use(x)\n" });
    const { code, stdout } = await runCheck(root, [], { format: "json" });
    expect(code).toBe(1);
    const bad = { start: { line: 1, column: 10 }, end: { line: 1, column: 13 } };
    const inA = { path: "a.c", start: { line: 2, column: 5 }, end: { line: 2, column: 6 } };
    const inB = { path: "sub/b.c", start: { line: 1, column: 6 }, end: { line: 1, column: 7 } };
    const unknown = { rule: "unknown-name", severity: "warning", message: "nobody defines x" };
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          rule: "bad-word",
          severity: "error",
          path: "a.c",
          ...bad,
          message: "BAD is a bad word",
          related: [],
          fix: {
            title: "Replace BAD by GOOD",
            safety: "safe",
            edits: [{ path: "a.c", ...bad, newText: "GOOD" }],
          },
        },
        { ...unknown, ...inA, related: [{ ...inB, message: "also used here" }] },
        { ...unknown, ...inB, related: [{ ...inA, message: "also used here" }] },
      ],
      files: 2,
      functions: 0,
      holes: { files: 0, functions: 0 },
      internalErrors: [],
    });
  });

  it("checks with --only what is named, a rule or a pack, and refuses a name that nothing has", async () => {
    const root = await folderWith({ "a.c": "BAD OLD use(x)" });
    expect((await listed(root, [], { only: ["bad-word"] })).places).toEqual(["a.c:1:1 bad-word"]);
    expect((await listed(root, [], { only: ["names", "bad-word"] })).places).toEqual([
      "a.c:1:1 bad-word",
      "a.c:1:13 unknown-name",
    ]);
    const unknown = await runCheck(root, [], { only: ["bad-wort"] });
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toContain("no rule or pack `bad-wort`; did you mean `bad-word`?");
  });

  it("ends with 0 below --fail-on and with 1 from there on, and lists everything either way", async () => {
    const root = await folderWith({ "hint/a.c": "OLD", "warning/a.c": "use(x)", "clean/a.c": "" });
    expect(await listed(root, ["hint"])).toMatchObject({ code: 0, places: ["hint/a.c:1:1 old-word"] });
    expect((await listed(root, ["hint"], { failOn: "hint" })).code).toBe(1);
    expect((await listed(root, ["warning"])).code).toBe(1);
    expect(await listed(root, ["warning"], { failOn: "error" })).toMatchObject({
      code: 0,
      places: ["warning/a.c:1:5 unknown-name"],
    });
    expect((await runCheck(root, ["clean"])).stdout).toBe("No findings in 1 file.\n");
  });

  it("analyses each folder by itself and a file in its folder", async () => {
    const root = await folderWith({
      "one/a.c": "use(x)",
      "one/b.c": "BAD",
      "two/a.c": "define(x)",
      "c.c": "define(x)",
    });
    expect((await listed(root, ["one"])).places).toEqual([
      "one/a.c:1:5 unknown-name",
      "one/b.c:1:1 bad-word",
    ]);
    expect((await listed(root, ["."])).places).toEqual(["one/b.c:1:1 bad-word"]);
    expect((await listed(root, ["one/b.c"])).places).toEqual(["one/b.c:1:1 bad-word"]);
    expect((await listed(join(root, "one"), ["../two", "b.c"])).places).toEqual(["b.c:1:1 bad-word"]);
  });

  it("never lists a file twice", async () => {
    const root = await folderWith({ "a/x.c": "BAD", "a/b/y.c": "BAD", "a/b/z.c": "BAD" });
    await symlink("a", join(root, "link"));
    const all = ["a/b/y.c:1:1 bad-word", "a/b/z.c:1:1 bad-word", "a/x.c:1:1 bad-word"];
    for (const paths of [
      ["a", "a"],
      ["a", "a/b"],
      ["a/b", "a"],
      ["a/b/y.c", "a/b/y.c", "a"],
      ["a", "link", "./a/x.c"],
    ]) {
      expect((await listed(root, paths)).places, paths.join(" ")).toEqual(all);
    }
    expect((await listed(root, ["a/b/z.c", "a/b/y.c"])).places).toEqual(all.slice(0, 2));
  });

  it("says what is missing in one line, checks the rest and ends with 2", async () => {
    const root = await folderWith({ "a/x.c": "BAD" });
    const run = await listed(root, ["none", "a", "a/none.c"]);
    expect(run).toEqual({
      code: 2,
      places: ["a/x.c:1:1 bad-word"],
      stderr: "dynpgext: none: no such file or folder\ndynpgext: a/none.c: no such file or folder\n",
    });
    expect(await runCheck(root, ["none"])).toMatchObject({ code: 2, stdout: "" });
  });

  it("says where links go round, and loses nothing else", async () => {
    const root = await folderWith({ "a/x.c": "BAD" });
    await symlink("..", join(root, "a", "up"));
    const run = await listed(root, []);
    expect(run.places).toEqual(["a/x.c:1:1 bad-word"]);
    expect(run.stderr).toMatch(/^dynpgext: a\/up: symbolic link loop[^\n]*\n$/);
    expect(run.code).toBe(2);
  });

  it("says what is wrong in the settings file, with its place, and goes by the rest", async () => {
    const root = await folderWith({
      "a/x.c": "BAD OLD",
      "a/.dynpgext.json": `{\n  "rules": { "old-word": "off", "bad-wort": "off" },\n  "exclud": []\n}\n`,
      "b/x.c": "BAD",
      "b/.dynpgext.json": `{ "rules": `,
    });
    const wrong = await listed(root, ["a"]);
    expect(wrong).toMatchObject({ code: 2, places: ["a/x.c:1:1 bad-word"] });
    expect(wrong.stderr.split("\n")).toEqual([
      "a/.dynpgext.json:2:33: there is no rule `bad-wort`; did you mean `bad-word`?",
      expect.stringMatching(/^a\/\.dynpgext\.json:3:3: .*exclud/),
      "",
    ]);
    const broken = await listed(root, ["b"]);
    expect(broken).toMatchObject({ code: 2, places: ["b/x.c:1:1 bad-word"] });
    expect(broken.stderr).toMatch(/^b\/\.dynpgext\.json:1:12: [^\n]+\n$/);
  });

  it("goes by the settings of each folder", async () => {
    const root = await folderWith({
      "a/x.c": "BAD",
      "a/gen/y.c": "BAD",
      "a/.dynpgext.json": `{ "rules": { "*": "info" }, "exclude": ["gen"] }`,
      "b/x.c": "BAD",
    });
    expect(await listed(root, ["a"])).toMatchObject({ code: 0, places: ["a/x.c:1:1 bad-word"] });
    expect(await listed(root, ["b"])).toMatchObject({ code: 1, stderr: "" });
  });

  it("ends with 2 when a rule failed, and lists what the others found", async () => {
    const root = await folderWith({ "a.c": "BAD CRASH THE RULE" });
    const { code, stdout, stderr } = await runCheck(root, [], { format: "json" });
    expect(code).toBe(2);
    expect(stderr).toContain("internal error in bad-word, a.c: crashed");
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ rule: "bad-word" }],
      internalErrors: [{ rule: "bad-word", path: "a.c", message: "crashed" }],
    });
  });

  it("checks a folder without any file of interest", async () => {
    const root = await folderWith({ "notes.txt": "BAD" });
    await mkdir(join(root, "empty"));
    expect(await runCheck(root, ["empty", "notes.txt"])).toEqual({
      code: 0,
      stdout: "No findings in 0 files.\n",
      stderr: "",
    });
  });
});

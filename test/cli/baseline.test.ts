import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "../files/temporaryFolder";
import { listed, runCheck } from "./runCheck";

describe("check --baseline", () => {
  it("leaves out what was written down, wherever its line has gone", async () => {
    const root = await folderWith({ "src/a.c": "BAD one;\nBAD one;\n", "src/b.c": "use(x)\n" });
    expect(await runCheck(root, ["src"], { writeBaseline: "accepted.json" })).toMatchObject({ code: 0 });
    await writeFile(join(root, "src/a.c"), "\n\n  BAD   one;\nint new;\nBAD one;\nBAD one;\nBAD two;\n");
    const run = await listed(root, ["src"], { baseline: "accepted.json" });
    expect(run).toEqual({ code: 1, places: ["src/a.c:6:1 bad-word", "src/a.c:7:1 bad-word"], stderr: "" });
    const elsewhere = await listed(join(root, "src"), ["."], { baseline: "../accepted.json" });
    expect(elsewhere.places).toEqual(["a.c:6:1 bad-word", "a.c:7:1 bad-word"]);
  });

  it("is the same file for the same findings", async () => {
    const root = await folderWith({ "a.c": "BAD OLD use(x)\n", "b.c": "BAD\n" });
    await runCheck(root, ["a.c", "b.c"], { writeBaseline: "one.json" });
    await runCheck(root, ["b.c", "a.c"], { writeBaseline: "two.json", baseline: "one.json" });
    const one = await readFile(join(root, "one.json"), "utf8");
    expect(await readFile(join(root, "two.json"), "utf8")).toBe(one);
    expect(JSON.parse(one)).toMatchObject({ version: 1, findings: { length: 4 } });
  });

  it.each([
    ["nothing there", undefined],
    ["no JSON", "{"],
    ["another JSON", "[]"],
    ["wrong entries", `{"version":1,"findings":[{"rule":1}]}`],
  ])("ends with 2 and one line: %s", async (_, text) => {
    const root = await folderWith({ "a.c": "BAD", ...(text === undefined ? {} : { "accepted.json": text }) });
    const run = await runCheck(root, [], { baseline: "accepted.json" });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^dynpgext: accepted\.json: [^\n]+\n$/);
  });

  it("says when it cannot be written, and reports the findings then", async () => {
    const root = await folderWith({ "a.c": "BAD" });
    const run = await listed(root, [], { writeBaseline: "no/folder.json" });
    expect(run).toMatchObject({ code: 2, places: ["a.c:1:1 bad-word"] });
  });
});

import { chmod, readFile, readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/base/finding";
import { chooseFixes } from "../../cli/src/check/chooseFixes";
import { editBytes } from "../../cli/src/check/editFile";
import { folderWith } from "../files/temporaryFolder";
import { listed, runCheck } from "./runCheck";

describe("check --fix", () => {
  it("applies the safe fixes, reports what remains and how many it fixed", async () => {
    const root = await folderWith({ "a.c": "BAD WORSE BAD\n", "b/b.c": "BAD\n" });
    const { code, stdout } = await runCheck(root, [], { fix: true, format: "json" });
    expect(JSON.parse(stdout)).toMatchObject({ fixed: 3, findings: [{ message: "WORSE is a bad word" }] });
    expect(code).toBe(1);
    expect(await readFile(join(root, "a.c"), "utf8")).toBe("GOOD WORSE GOOD\n");
    expect(await runCheck(join(root, "b"), [], { fix: true })).toMatchObject({ code: 0 });
    expect((await runCheck(root, ["b"], { fix: true })).stdout).toBe(
      "0 findings fixed. None left in 1 file.\n",
    );
  });

  it("keeps byte order mark, line ends, other bytes and the mode, and leaves nothing behind", async () => {
    const before = Buffer.concat([
      Buffer.from("\ufeffint é; BAD\r\n/* "),
      Buffer.from([0xe9]),
      Buffer.from(" */\r\nBAD"),
    ]);
    const root = await folderWith({ "a.c": before });
    await chmod(join(root, "a.c"), 0o751);
    expect((await runCheck(root, [], { fix: true })).code).toBe(0);
    const after = Buffer.concat([
      Buffer.from("\ufeffint é; GOOD\r\n/* "),
      Buffer.from([0xe9]),
      Buffer.from(" */\r\nGOOD"),
    ]);
    expect(await readFile(join(root, "a.c"))).toEqual(after);
    expect((await stat(join(root, "a.c"))).mode & 0o777).toBe(0o751);
    expect(await readdir(root)).toEqual(["a.c"]);
  });

  it("leaves a line alone whose bytes are no text, and says so", async () => {
    const bytes = Buffer.concat([Buffer.from("BAD /* "), Buffer.from([0xe9]), Buffer.from(" */ BAD\n")]);
    const root = await folderWith({ "a.c": bytes });
    const { code, stderr } = await runCheck(root, [], { fix: true });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^dynpgext: a\.c: not fixed: [^\n]+\n$/);
    expect((await readFile(join(root, "a.c"))).includes(0xe9)).toBe(true);
  });

  it("writes through a link and not over it", async () => {
    const root = await folderWith({ "project/x.txt": "", "shared/a.c": "BAD" });
    await symlink("../shared/a.c", join(root, "project", "a.c"));
    await runCheck(root, ["project"], { fix: true });
    expect(await readFile(join(root, "shared", "a.c"), "utf8")).toBe("GOOD");
  });

  it("fixes only what it would list", async () => {
    const root = await folderWith({ "a.c": "BAD", "b.c": "BAD" });
    await runCheck(root, ["a.c"], { writeBaseline: "accepted.json" });
    expect(await listed(root, ["b.c"], { fix: true })).toMatchObject({ code: 0, places: [] });
    await runCheck(root, ["."], { fix: true, baseline: "accepted.json" });
    expect(await readFile(join(root, "a.c"), "utf8")).toBe("BAD");
    expect(await readFile(join(root, "b.c"), "utf8")).toBe("GOOD");
  });
});

describe("chooseFixes", () => {
  /** A finding whose fix replaces these ranges. */
  function finding(safety: "safe" | "review", ...ranges: (readonly [number, number])[]): Finding {
    const edits = ranges.map(([start, end]) => ({ path: "/a.c", start, end, newText: "x" }));
    const site = { path: "/a.c", start: 0, end: 0 };
    return {
      rule: "r",
      severity: "error",
      site,
      message: "",
      related: [],
      fixes: [{ title: "", safety, edits }],
    };
  }

  it("drops the later of two fixes that meet, wholly", () => {
    const findings = [finding("safe", [0, 4]), finding("safe", [4, 6], [20, 21]), finding("safe", [20, 22])];
    const { fixes, edits } = chooseFixes(findings, () => true);
    expect(fixes).toHaveLength(2);
    expect(edits.get("/a.c")?.map(({ start, end }) => [start, end])).toEqual([
      [0, 4],
      [20, 22],
    ]);
  });

  it("takes no fix that needs a look, that cannot be made, or whose own edits overlap", () => {
    const findings = [
      finding("review", [0, 1]),
      finding("safe", [5, 6]),
      finding("safe", [10, 13], [12, 14]),
    ];
    expect(chooseFixes(findings, ({ start }) => start !== 5).fixes).toHaveLength(0);
  });
});

describe("editBytes", () => {
  it("writes line breaks as the file has them", () => {
    const text = "\na;\r\nb;\r\n";
    const insertion = { path: "", start: 5, end: 5, newText: "new;\n" };
    expect(editBytes(Buffer.from(text), text, [insertion])?.toString()).toBe("\na;\r\nnew;\nb;\r\n");
    const crlf = text.slice(1);
    expect(editBytes(Buffer.from(crlf), crlf, [{ ...insertion, start: 4, end: 4 }])?.toString()).toBe(
      "a;\r\nnew;\r\nb;\r\n",
    );
  });

  it("edits at the very start and the very end", () => {
    const text = "\nx";
    const edits = [0, 2].map((offset) => ({ path: "", start: offset, end: offset, newText: "é" }));
    expect(editBytes(Buffer.from(`\ufeff${text}`), text, edits)?.toString()).toBe("\ufeffé\nxé");
  });
});

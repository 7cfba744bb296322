import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNewExtension } from "../../../devpg/src/host/writeNewExtension";
import {
  checkExtensionName,
  extensionKinds,
  planNewExtension,
  templateBuildSystems,
} from "../../../devpg/src/project/template/newExtension";
import { describe as describeFindings, findingsOf, workspaceOf } from "../../engine/analyseFiles";

const loaderSource = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../../devpg/loader");
const dynpgextHeader = readFileSync(path.join(loaderSource, "include/dynpgext.h"), "utf8");
const combinations = extensionKinds.flatMap((kind) =>
  templateBuildSystems.map((system) => ({ kind, system })),
);

describe("a new extension", () => {
  it.each(combinations)("has no finding: $kind with $system", ({ kind, system }) => {
    const files = planNewExtension({ name: "fresh_one", kind, system, dynpgextHeader });
    for (const pg of [13, 15, 18])
      expect(describeFindings(files, findingsOf(workspaceOf(files, { pg }).analyze()))).toEqual([]);
  });

  it.each(combinations)("leaves no placeholder of its template: $kind with $system", ({ kind, system }) => {
    const files = planNewExtension({ name: "fresh_one", kind, system, dynpgextHeader });
    for (const [file, text] of files) expect(`${file}\n${text}`).not.toMatch(/@name@|\$\{name|\[object/);
    expect([...files.keys()]).toContain("fresh_one.control");
  });

  it.each(["", "Upper", "1st", "a-b", "a b", "select", "int", "x".repeat(41), "ä", "../up", "a/b"])(
    "refuses the name %j and says what a name may be",
    (name) => {
      expect(checkExtensionName(name)).toMatchObject({
        ok: false,
        problem: { code: "extension-name", action: expect.stringContaining("my_extension") as string },
      });
    },
  );
});

describe("writing a new extension", () => {
  let parent = "";
  beforeEach(() => {
    parent = mkdtempSync(path.join(tmpdir(), "dynpgext new 'ext'-"));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const request = (folder: string) =>
    ({ name: "fresh_one", kind: "dynpgext", system: "pgxs", folder, loaderSource }) as const;

  it("makes every file, also in a folder that exists and is empty", async () => {
    const folder = path.join(parent, "fresh_one");
    mkdirSync(folder);
    const written = await writeNewExtension(request(folder));
    expect(written).toMatchObject({ ok: true, value: { folder } });
    for (const file of written.ok ? written.value.files : [])
      expect(existsSync(path.join(folder, file))).toBe(true);
    expect(readFileSync(path.join(folder, "dynpgext.h"), "utf8")).toBe(dynpgextHeader);
    expect(readdirSync(parent)).toEqual(["fresh_one"]);
  });

  it("changes nothing in a folder that holds something", async () => {
    const folder = path.join(parent, "fresh_one");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "thesis.txt"), "three years of work");
    expect(await writeNewExtension(request(folder))).toMatchObject({
      ok: false,
      problem: { code: "folder-not-empty" },
    });
    expect(readdirSync(parent, { recursive: true }).sort()).toEqual(["fresh_one", "fresh_one/thesis.txt"]);
  });

  it("leaves nothing behind when it cannot write", async () => {
    const file = path.join(parent, "a-file");
    writeFileSync(file, "");
    expect(await writeNewExtension(request(path.join(file, "fresh_one")))).toMatchObject({ ok: false });
    expect(readdirSync(parent)).toEqual(["a-file"]);
  });
});

import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { devPostgresOptions } from "../../../devpg/src/host/devPostgresOptions";
import { readDevSettings } from "../../../devpg/src/host/readDevSettings";
import { mergeDevSettings } from "../../../devpg/src/project/devSettings";
import { folderWith } from "../../files/temporaryFolder";

const defaults = {
  profile: "debug",
  loader: "auto",
  database: "dev",
  existing: "recreate",
  testInstance: "dev",
};

describe("settings of the dev Postgres", () => {
  it("have defaults", () => {
    expect(mergeDevSettings()).toEqual({ ok: true, value: defaults });
  });

  it("are taken key by key, the later origin first", () => {
    const editor = { profile: "asan", database: "lab", pgConfig: null, stopOnClose: true };
    expect(mergeDevSettings(editor, { profile: "release" })).toEqual({
      ok: true,
      value: { ...defaults, profile: "release", database: "lab" },
    });
  });

  it("that are wrong are named", () => {
    const merged = mergeDevSettings({ loader: "mine" });
    expect(merged).toMatchObject({ ok: false, problem: { code: "settings-invalid" } });
    expect(merged.ok ? "" : merged.problem.message).toContain("`devpg.loader`");
  });

  it("name programs relative to the folder or to the home folder", () => {
    const place = { folder: "/w/ext", loaderSource: "/l", env: {} };
    const settings = (pgConfig: string) => ({ ...defaults, pgConfig }) as never;
    expect(devPostgresOptions(settings("../pg/bin/pg_config"), place).pgConfig).toBe("/w/pg/bin/pg_config");
    expect(devPostgresOptions(settings("~/pg/bin/pg_config"), place).pgConfig).toBe(
      join(homedir(), "pg/bin/pg_config"),
    );
  });
});

describe("the project's settings of the dev Postgres", () => {
  const text = JSON.stringify({
    pgVersion: 16,
    devpg: { pgConfig: "pg/bin/pg_config", loader: "mine", colour: 1, database: "lab" },
  });

  it("keep what is right and name the rest", async () => {
    const root = await folderWith({ ".dynpgext.json": text });
    const file = await readDevSettings(root);
    expect(file?.values).toEqual({
      pgVersion: 16,
      database: "lab",
      pgConfig: join(root, "pg/bin/pg_config"),
    });
    expect(file?.problems).toEqual([
      expect.stringContaining("`devpg.loader`"),
      "`devpg.colour`: there is no such setting",
    ]);
  });

  it("may stand further up in the repository, not above it", async () => {
    const root = await folderWith({ ".dynpgext.json": text, "repository/ext/a.c": "", "plain/ext/a.c": "" });
    mkdirSync(join(root, "repository/.git"));
    expect((await readDevSettings(join(root, "plain/ext")))?.path).toBe(join(root, ".dynpgext.json"));
    expect(await readDevSettings(join(root, "repository/ext"))).toBeUndefined();
  });

  it("that are not JSON set nothing and say so", async () => {
    const root = await folderWith({ ".dynpgext.json": '{ "devpg": ' });
    const file = await readDevSettings(root);
    expect(file?.values).toEqual({});
    expect(file?.problems).toHaveLength(1);
  });
});

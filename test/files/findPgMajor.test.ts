import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPgMajor, targetMajor } from "../../server/src/files/findPgMajor";
import { newestMajor, oldestMajor } from "../../server/src/pg/versions";
import { folderWith } from "./temporaryFolder";

/** The major found when only this folder of the tree is on the search path. */
async function majorIn(files: Readonly<Record<string, string>>, folder: string) {
  return findPgMajor(join(await folderWith(files), folder));
}

describe("findPgMajor", () => {
  it("reads it from the path that pg_config really has", async () => {
    expect(await majorIn({ "lib/postgresql/15/bin/pg_config": "" }, "lib/postgresql/15/bin")).toBe(15);
    expect(await majorIn({ "pgsql-16/bin/pg_config": "" }, "pgsql-16/bin")).toBe(16);
    const root = await folderWith({ "Cellar/postgresql@17/17.2/bin/pg_config": "" });
    await mkdir(join(root, "bin"));
    await symlink("../Cellar/postgresql@17/17.2/bin/pg_config", join(root, "bin/pg_config"));
    expect(await findPgMajor([join(root, "none"), join(root, "bin")].join(delimiter))).toBe(17);
  });

  it("takes the newest server for the script that Debian installs", async () => {
    const files = { "usr/bin/pg_config": "#!/bin/sh", "usr/lib/postgresql/9.6/bin/pg_config": "" };
    const two = { "usr/lib/postgresql/14/bin/pg_config": "", "usr/lib/postgresql/16/bin/pg_config": "" };
    expect(await majorIn({ ...files, ...two, "usr/lib/postgresql/17/lib/x.so": "" }, "usr/bin")).toBe(16);
  });

  it("reads it from the headers beside it", async () => {
    const header = `#define PG_MAJORVERSION "14"\n`;
    expect(await majorIn({ "pg/bin/pg_config": "", "pg/include/server/pg_config.h": header }, "pg/bin")).toBe(
      14,
    );
    expect(await majorIn({ "pg/bin/pg_config": "", "pg/include/pg_config.h": header }, "pg/bin")).toBe(14);
  });

  it("says nothing when nothing tells", async () => {
    expect(await majorIn({ "pg/bin/pg_config": "" }, "pg/bin")).toBeUndefined();
    expect(await findPgMajor("")).toBeUndefined();
  });
});

describe("targetMajor", () => {
  it("is what was set, else what was found within the known versions, else the newest", async () => {
    const old = await folderWith({ "postgresql/10/bin/pg_config": "" });
    const path = join(old, "postgresql/10/bin");
    expect(await targetMajor(16, path)).toBe(16);
    expect(await targetMajor(undefined, path)).toBe(oldestMajor);
    expect(await targetMajor(undefined, old)).toBe(newestMajor);
  });
});

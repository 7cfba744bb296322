import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pruneCores } from "../../../devpg/src/host/pruneCores";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dynpgext-cores-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("keeps the two newest core files and everything that is none", async () => {
  for (const [at, name] of ["core.100", "core", "core.99", "core.7"].entries()) {
    writeFileSync(join(folder, name), "x");
    utimesSync(join(folder, name), 1_000 + at, 1_000 + at);
  }
  mkdirSync(join(folder, "core.d"));
  for (const name of ["PG_VERSION", "core.old", "core.12x"]) writeFileSync(join(folder, name), "");
  await pruneCores(folder);
  expect(readdirSync(folder).sort()).toEqual([
    "PG_VERSION",
    "core.12x",
    "core.7",
    "core.99",
    "core.d",
    "core.old",
  ]);
  await pruneCores(join(folder, "nowhere"));
});

import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { LoadReport } from "../../devpg/src/host/devPostgres";
import { fetchCorpus } from "../../scripts/corpus/fetchCorpus.mjs";
import { makeSandbox, repository, rowsOf, value, type Sandbox } from "./sandbox";

/** Fetching a source package takes as long as the network does. */
const timeoutMs = 10 * 60 * 1000;

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.remove();
  sandbox = undefined;
});

/**
 * Loads the sources of a Debian package, or a folder of them, as they are, twice. pgaudit 1.7 and what belongs to
 * PostgreSQL 15 itself are for that major version only.
 */
async function loadPackage(name: string, folder = ""): Promise<LoadReport> {
  const from = join(await sourcesOf(name), folder);
  const isFor15 = name === "pgaudit-1.7" || name === "postgresql-15";
  sandbox = makeSandbox({
    name: folder === "" ? name : folder.slice(folder.lastIndexOf("/") + 1),
    ...(isFor15 ? { onSystemServer: true } : {}),
  });
  // Whatever somebody built in the cache stays there.
  const isSource = (path: string): boolean => !/\.(?:o|so|bc)$/.test(path);
  for (const entry of readdirSync(from))
    cpSync(join(from, entry), join(sandbox.folder, entry), { recursive: true, filter: isSource });
  const report = value(await sandbox.postgres.load("recreate", sandbox.run));
  const again = value(await sandbox.postgres.load("recreate", sandbox.run));
  expect([again.build.upToDate, again.restartReason]).toEqual([true, undefined]);
  expect(again.preloaded).toEqual(report.preloaded);
  return report;
}

/** In the version that the expectations of the corpora were made for, if it can still be had. */
async function sourcesOf(name: string): Promise<string> {
  const isServer = name.startsWith("postgresql-1");
  const expected = join(repository, "test/corpus/expected", isServer ? "contrib.json" : "extensions.json");
  const { versions } = JSON.parse(readFileSync(expected, "utf8")) as { versions: Record<string, string> };
  const parts = [isServer ? "postgresql" : "extensions"] as const;
  const { present, missing } = await fetchCorpus(parts, { wantedVersions: versions, only: [name] });
  const [source] = present;
  if (source === undefined) throw new Error(`${name}: ${missing[0]?.reason ?? "is not there"}`);
  return source.folder;
}

async function ask(script: string): Promise<readonly (string | null)[] | undefined> {
  return (await rowsOf(sandbox!.postgres, script))[0];
}

describe("extensions that others wrote, unmodified and without configuration", () => {
  it(
    "postgresql-semver: a data type with sources and scripts in folders of their own",
    { timeout: timeoutMs },
    async () => {
      const report = await loadPackage("postgresql-semver");
      expect(report).toMatchObject({
        loader: "none",
        preloaded: [],
        extensions: [{ name: "semver", action: "created" }],
      });
      expect(await ask("select '1.2.3'::semver < '1.10.0'::semver")).toEqual(["t"]);
    },
  );

  it("pgaudit: a hook that has to be preloaded", { timeout: timeoutMs }, async () => {
    const report = await loadPackage("pgaudit-1.7");
    expect(report.preloaded).toEqual(["pgaudit"]);
    expect(report.extensions).toEqual([{ name: "pgaudit", version: "1.7", action: "created" }]);
    expect(await ask("set pgaudit.log = 'ddl'; create table audited(a int); show pgaudit.log")).toEqual([
      "ddl",
    ]);
    const log = value(await sandbox!.postgres.readLog(200)).map(({ message }) => message);
    expect(log.some((message) => /^AUDIT: SESSION,.*CREATE TABLE/.test(message))).toBe(true);
  });

  it(
    "pg_stat_statements of contrib: shared memory, and a Makefile made for PostgreSQL's own tree",
    { timeout: timeoutMs },
    async () => {
      const report = await loadPackage("postgresql-15", "contrib/pg_stat_statements");
      expect(report.preloaded).toEqual(["pg_stat_statements"]);
      await ask("select 'counted' as it");
      const [calls] =
        (await ask("select sum(calls) from pg_stat_statements where query like '%as it'")) ?? [];
      expect(Number(calls)).toBeGreaterThan(0);
    },
  );

  it("bgw-replstatus: a module that is a background worker", { timeout: timeoutMs }, async () => {
    const report = await loadPackage("bgw-replstatus");
    expect(report).toMatchObject({ preloaded: ["bgw_replstatus"], extensions: [] });
    expect(await ask("show bgw_replstatus.port")).toEqual(["5400"]);
  });
});

import { existsSync, lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseLoader } from "../../devpg/src/host/chooseLoader";
import { findInstallation } from "../../devpg/src/host/findInstallation";
import type { Installation } from "../../devpg/src/plan/installation";
import { makeSandbox, problemOf, recordingRun, rowsOf, value, type Sandbox } from "./sandbox";

/** Its private copy of PostgreSQL stands in for a system's installation, which a test may not change. */
let provider: Sandbox;
let system: Installation;
let sandbox: Sandbox;
let prefix: Installation;

beforeAll(async () => {
  provider = makeSandbox();
  system = value(await provider.postgres.start(provider.run)).installation;
  value(await provider.postgres.stop(provider.run));
  sandbox = makeSandbox({ options: { pgConfig: system.pgConfig } });
  prefix = value(await sandbox.postgres.start(sandbox.run)).installation;
});
afterAll(async () => {
  await sandbox.remove();
  await provider.remove();
});

const inSystem = (name: string): string => join(system.sharedir, "extension", name);
const inPrefix = (name: string): string => join(prefix.sharedir, "extension", name);
const startSteps = async (): Promise<readonly string[]> => {
  const { run, said } = recordingRun();
  value(await sandbox.postgres.start(run));
  return said.steps;
};

describe("the private copy of PostgreSQL", () => {
  it("describes itself as lying below the storage, with all that a build asks for", () => {
    for (const path of [
      prefix.bindir,
      prefix.sharedir,
      prefix.pkglibdir,
      prefix.includedirServer,
      prefix.pgxs,
    ])
      expect(path.startsWith(`${sandbox.home}/`)).toBe(true);
    expect(existsSync(prefix.pgxs)).toBe(true);
    expect(existsSync(join(prefix.includedirServer, "postgres.h"))).toBe(true);
    expect(lstatSync(join(prefix.bindir, "postgres")).isFile()).toBe(true);
    expect(lstatSync(inPrefix("plpgsql.control")).isSymbolicLink()).toBe(true);
  });

  it("is left alone while the system's installation is the same", async () => {
    const made = statSync(prefix.pgConfig).mtimeMs;
    expect(await startSteps()).toEqual([]);
    expect(statSync(prefix.pgConfig).mtimeMs).toBe(made);
  });

  it("follows the system's installation, and keeps what was installed into it", async () => {
    writeFileSync(inSystem("gone.control"), "# gone");
    await startSteps();
    writeFileSync(inPrefix("mine.control"), "# mine");
    writeFileSync(join(prefix.pkglibdir, "mine.so"), "mine");
    writeFileSync(inSystem("packaged.control"), "# packaged");
    rmSync(inSystem("gone.control"));
    const { pid } = value(await sandbox.postgres.status());
    expect(await startSteps()).toEqual([`Making a private copy of ${system.version}`]);
    expect(readFileSync(inPrefix("packaged.control"), "utf8")).toBe("# packaged");
    expect(existsSync(inPrefix("gone.control"))).toBe(false);
    expect(readFileSync(inPrefix("mine.control"), "utf8")).toBe("# mine");
    expect(readFileSync(join(prefix.pkglibdir, "mine.so"), "utf8")).toBe("mine");
    // The server goes on: its version is the same.
    expect(value(await sandbox.postgres.status()).pid).toBe(pid);
    expect(
      await rowsOf(sandbox.postgres, "select count(*) from pg_available_extensions where name = 'plpgsql'"),
    ).toEqual([["1"]]);
  });

  it("prefers what was installed into it over a later package with the same files", async () => {
    writeFileSync(inSystem("mine.control"), "# of a package");
    await startSteps();
    expect(readFileSync(inPrefix("mine.control"), "utf8")).toBe("# mine");
    expect(readFileSync(inSystem("mine.control"), "utf8")).toBe("# of a package");
  });

  it("is found again when a program died in the middle of replacing it", async () => {
    const { layout } = value(await sandbox.postgres.status());
    renameSync(layout.prefix, `${layout.prefix}.old`);
    expect(await startSteps()).toEqual([]);
    expect(readFileSync(inPrefix("mine.control"), "utf8")).toBe("# mine");
  });

  it("makes the server start again when PostgreSQL itself has another version", async () => {
    const { layout, pid } = value(await sandbox.postgres.status());
    const record = join(layout.root, "server.json");
    const older = readFileSync(record, "utf8").replaceAll(system.version, "PostgreSQL 15.1");
    writeFileSync(record, older);
    expect(await startSteps()).toEqual([
      `Restarting PostgreSQL: PostgreSQL was changed from PostgreSQL 15.1 to ${system.version}`,
    ]);
    expect(value(await sandbox.postgres.status()).pid).not.toBe(pid);
  });
});

describe("the loader", () => {
  it("is omni_ext where that is installed, unless another one was chosen", async () => {
    const choose = (loader: "auto" | "bundled" | "omni_ext" | "none") => chooseLoader({ loader }, prefix);
    expect(value(await choose("auto"))).toBe("bundled");
    expect(problemOf(await choose("omni_ext")).code).toBe("loader-missing");
    writeFileSync(inPrefix("omni_ext--0.1.0.control"), "");
    writeFileSync(join(prefix.pkglibdir, "omni_ext--0.1.0.so"), "");
    expect(value(await choose("auto"))).toBe("omni_ext");
    expect(value(await choose("omni_ext"))).toBe("omni_ext");
    expect(value(await choose("bundled"))).toBe("bundled");
    expect(value(await choose("none"))).toBe("none");
  });
});

describe("finding PostgreSQL", () => {
  const failure = async (pgConfig: string) => problemOf(await sandbox.again({ pgConfig }).installation());

  it("takes a pg_config, or the folder that has it", async () => {
    for (const pgConfig of [system.pgConfig, system.bindir, join(system.bindir, "..")])
      expect(value(await sandbox.again({ pgConfig }).installation()).bindir).toBe(system.bindir);
  });

  it("says when there is none, when it is something else, and which versions there are", async () => {
    expect((await failure("/no/such/pg_config")).code).toBe("pg-config-missing");
    expect((await failure("/bin/true")).code).toBe("pg-config-failed");
    const env = { ...process.env, PG_CONFIG: system.pgConfig };
    const problem = problemOf(await findInstallation({ pgVersion: 99, env }));
    expect(problem.code).toBe("pg-version-missing");
    expect(problem.message).toContain(String(system.major));
  });
});

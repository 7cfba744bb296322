import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../files/temporaryFolder";
import { bundled } from "../../lsp/startServer";

/** Runs the program where there is neither a PostgreSQL nor any place to put something. */
async function dynpgext(args: readonly string[]) {
  const root = await folderWith({ "shop.control": "" });
  const env = { PATH: "/nonexistent", HOME: root, DYNPGEXT_HOME: `${root}/home` };
  const argv = [bundled("cli/src/main.ts"), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: root, env, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("the options of the dev Postgres", () => {
  it.each([
    [["build", "--quiet", "--verbose"], "cannot be used with option"],
    [["load", "--keep", "--recreate"], "cannot be used with option"],
    [["run", "--sql", "select 1", "--file", "a.sql"], "cannot be used with option"],
    [["run", "--format", "xml"], "Allowed choices are aligned, csv, json"],
    [["build", "--profile", "fast"], "Allowed choices are debug, release, asan"],
    [["load", "--loader", "mine"], "Allowed choices are auto, bundled, omni_ext, none"],
    [["start", "--pg-version", "9"], "It must be a major version from 13 to"],
    [["logs", "--lines", "many"], "It must be a number of records"],
    [["logs", "--level", "loud"], "Allowed choices are debug, log, warning, error, fatal"],
    [["stop", "--profile", "debug"], "unknown option '--profile'"],
    [["statsu"], "Did you mean status?"],
  ])("are refused with exit code 2: %j", async (args, said) => {
    const { code, stdout, stderr } = await dynpgext(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
  });

  it.each([
    "build",
    "load",
    "run",
    "start",
    "stop",
    "restart",
    "status",
    "psql",
    "logs",
    "reset",
    "remove",
    "doctor",
  ])("are explained by %s --help", async (command) => {
    const { code, stdout } = await dynpgext([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: dynpgext ${command} [options] [folder]`);
    expect(stdout).toContain("--pg-config <path>");
  });

  it("name a pg_config that is not there", async () => {
    const { code, stderr } = await dynpgext(["status", "--pg-config", "pg/pg_config"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error\[pg-config-missing\]: There is no pg_config at \/.*\/pg\/pg_config\n {2}= help: /,
    );
  });
});

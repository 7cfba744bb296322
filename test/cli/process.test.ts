import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "../files/temporaryFolder";

const repository = join(__dirname, "../..");
const loader = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;

/** Starts the program as a process of its own, leader of its group. */
function start(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  before: readonly string[] = [],
): ChildProcess {
  const program = [process.execPath, "--import", loader, join(repository, "cli/src/main.ts")];
  const [command = "", ...rest] = [...before, ...program, ...args];
  return spawn(command, rest, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
}

/** Takes from the superuser, when that is who runs the tests, the right to read what is forbidden. */
function withoutPrivileges(): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
}

async function ended(child: ChildProcess) {
  const stderr: Buffer[] = [];
  const stdout: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    code,
    stdout: Buffer.concat(stdout).toString("utf8"),
    stderr: Buffer.concat(stderr).toString("utf8"),
  };
}

const run = async (cwd: string, args: readonly string[]) => ended(start(cwd, args));

/** Far more findings than a pipe holds: suppressions of nothing. */
const manyFindings = "/* dynpgext-ignore shmem-size: none */\nint x;\n".repeat(1500);

describe("the dynpgext program", () => {
  it("writes a large report to the last byte and ends with 1", async () => {
    const root = await folderWith({ "a.c": manyFindings });
    const { code, stdout, stderr } = await run(root, ["check", "--format", "json"]);
    expect(stderr).toBe("");
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings).toHaveLength(1500);
    expect(code).toBe(1);
  });

  it("counts the holes that there are without the project's own macros when asked to", async () => {
    const root = await folderWith({
      "a.c": "#define INIT(v) = v\nint f(void)\n{\n\tint x INIT(3);\n\treturn x;\n}\n",
    });
    const holes = async (...more: string[]) => {
      const { stdout } = await run(root, ["check", "--format", "json", ...more]);
      return (JSON.parse(stdout) as { holes: { functions: number } }).holes.functions;
    };
    expect([await holes(), await holes("--no-learn-macros")]).toEqual([0, 1]);
  });

  it("is quiet when its reader has seen enough", async () => {
    const root = await folderWith({ "a.c": manyFindings });
    const child = start(root, ["check"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await ended(child)).toMatchObject({ code: 1, stderr: "" });
  });

  it("ends at once with 130 when it is interrupted", async () => {
    const root = await folderWith({
      "a.c": "",
      "bin/git": '#!/bin/sh\necho waiting > "$STARTED"\nexec sleep 60\n',
    });
    const started = join(root, "started");
    execFileSync("mkfifo", [started]);
    await chmod(join(root, "bin/git"), 0o755);
    const path = `${join(root, "bin")}:${process.env["PATH"] ?? ""}`;
    const child = start(root, ["check", "--since", "HEAD"], { ...process.env, PATH: path, STARTED: started });
    const end = ended(child);
    await readFile(started);
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await end).toMatchObject({ code: 130, stdout: "" });
  });

  it("says in one line each what it may not read, and checks the rest", async () => {
    const root = await folderWith({
      "a/x.c": manyFindings,
      "a/secret.c": "",
      "a/in/y.c": "",
      "locked/z.c": "",
    });
    for (const name of ["a/secret.c", "a/in", "locked"]) await chmod(join(root, name), 0);
    const child = start(
      root,
      ["check", "a", "locked", "--format", "github"],
      process.env,
      withoutPrivileges(),
    );
    const { code, stdout, stderr } = await ended(child);
    expect(stderr.trim().split("\n").sort()).toEqual([
      "dynpgext: a/in: cannot read the folder: permission denied",
      "dynpgext: a/secret.c: skipped: permission denied",
      "dynpgext: locked: permission denied",
    ]);
    expect(stdout.trim().split("\n")).toHaveLength(1500);
    expect(code).toBe(2);
    for (const name of ["a/in", "locked"]) await chmod(join(root, name), 0o755);
  });

  it.each([
    [["check", "--format", "xml"], "Allowed choices are text, json, sarif, github"],
    [["check", "--pg-version", "9"], "It must be a major version"],
    [["check", "--fail-on", "fatal"], "Allowed choices are error, warning, info, hint"],
    [["chekc"], "Did you mean check?"],
    [["check", "--nope"], "unknown option '--nope'"],
    [[], "Usage: dynpgext"],
  ])("ends with 2 when it is called with %j", async (args, said) => {
    const { code, stdout, stderr } = await run(await folderWith({}), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(said);
  });

  it.each(["--version", "--help", "check --help"])("answers %s", async (line) => {
    const args = line.split(" ");
    const { code, stdout } = await run(await folderWith({}), args);
    expect(code).toBe(0);
    expect(stdout).not.toBe("");
  });
});

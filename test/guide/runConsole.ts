import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../lsp/startServer";

const repository = join(__dirname, "../..");
const marker = "----- end of a command -----";

/**
 * Runs the commands one after the other in one shell, in a git repository that holds copies of the examples, with
 * `dynpgext` on the PATH. Returns what each printed, on both streams. Commands may leave variables, files and `$?`.
 */
export function runConsole(commands: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "dynpgext-guide-"));
  try {
    const tools = join(folder, "bin");
    const work = join(folder, "extensions");
    mkdirSync(tools);
    cpSync(join(repository, "examples"), work, { recursive: true });
    writeProgram(
      join(tools, "dynpgext"),
      `exec ${quoted(process.execPath)} ${quoted(bundled("cli/src/main.ts"))} "$@"`,
    );
    const env = { ...process.env, ...gitEnvironment, PATH: `${tools}:${process.env["PATH"] ?? ""}` };
    const inWork = { cwd: work, env, encoding: "utf8" } as const;
    for (const args of [
      ["init", "--quiet"],
      ["add", "."],
      ["commit", "--quiet", "--message", "Begin"],
    ])
      execFileSync("git", args, inWork);
    const script = commands
      .map((command) => `${command}\nstatus=$?\necho '${marker}'\n(exit $status)\n`)
      .join("");
    const printed = execFileSync("sh", ["-c", `exec 2>&1\n${script}true`], inWork);
    return printed
      .split(`${marker}\n`)
      .slice(0, commands.length)
      .map((output) => output.trimEnd());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same commit for everybody, whatever git is configured to do. */
const gitEnvironment = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Author",
  GIT_AUTHOR_EMAIL: "author@example.org",
  GIT_COMMITTER_NAME: "Author",
  GIT_COMMITTER_EMAIL: "author@example.org",
};

/** One word for the shell, whatever characters the checkout's path has. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function writeProgram(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

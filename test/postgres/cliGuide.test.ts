import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installProgram } from "./cliProgram";
import { makeSandbox, repository, type Sandbox } from "./sandbox";

const pages = ["dev-postgres.md", "tests.md"];
const block = /^```shell-session\n([\s\S]*?)^```$/gm;
const marker = "----- end of a command -----";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = makeSandbox({ name: "hello_dynpgext", example: "hello_dynpgext" });
});
afterEach(() => sandbox.remove());

interface Step {
  readonly command: string;
  readonly output: string;
}

/** `$ command` lines, each with what follows it. */
function stepsIn(text: string): Step[] {
  return [...text.matchAll(block)].flatMap(([, body = ""]) =>
    body
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return { command: part.slice(0, end), output: part.slice(end + 1).trimEnd() };
      }),
  );
}

/** All commands in one shell beside the workspace, with `dynpgext` on the PATH; what each printed on both streams. */
function run(commands: readonly string[]): string[] {
  const program = installProgram(sandbox);
  const tools = join(sandbox.root, "tool");
  writeFileSync(join(tools, "dynpgext"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(tools, "dynpgext"), 0o755);
  const env = {
    ...{ ...process.env, DYNPGEXT_HOME: sandbox.home, PATH: `${tools}:${process.env["PATH"] ?? ""}` },
    ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", PAGER: "cat" },
    ...{ GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@b", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@b" },
  };
  for (const args of ["init --quiet", "add hello_dynpgext", "commit --quiet --message Begin"])
    execFileSync("git", args.split(" "), { cwd: sandbox.root, env });
  const script = commands
    .map((command) => `${command}\nstatus=$?\necho '${marker}'\n(exit $status)\n`)
    .join("");
  const options = { cwd: sandbox.root, env, encoding: "utf8", timeout: 110_000 } as const;
  const printed = execFileSync("sh", ["-c", `exec 2>&1\n${script}true`], options);
  return printed
    .split(`${marker}\n`)
    .slice(0, commands.length)
    .map((output) => output.trimEnd());
}

/** Without what differs from one machine or run to the next. */
function masked(output: string): string {
  return (
    output
      .replaceAll(/\d+\.\d s\b/g, "0.0 s")
      .replaceAll(/\d+ ms\b/g, "0 ms")
      .replaceAll(/pid \d+( since [\d-]+ [\d:]+ UTC)?/g, "pid 1")
      .replaceAll(/PostgreSQL \d+(\.\d+)*( \([^)]*\))?/g, "PostgreSQL 15")
      .replaceAll(/(Process|PID) \d+/g, "$1 1")
      .replaceAll(/GNU Make [\d.]+/g, "GNU Make 4")
      .replaceAll(/\/\S*\/hello_dynpgext(-[0-9a-f]+)?\S*/g, "/hello_dynpgext")
      .replaceAll(/ +$/gm, "")
      // The loader is built once for all tests.
      .replaceAll(/^Building the bundled loader.*\n/gm, "")
  );
}

it.each(pages)("the guide shows what the commands really print: %s", (name) => {
  const page = join(repository, "docs/guide", name);
  const text = readFileSync(page, "utf8");
  const steps = stepsIn(text);
  const outputs = run(steps.map(({ command }) => command));
  if (process.env["UPDATE_GOLDEN"]) {
    let position = 0;
    const updated = text.replaceAll(block, (_, body: string) => {
      const lines = stepsIn(`\`\`\`shell-session\n${body}\`\`\``).flatMap(({ command }) => {
        const output = outputs[position++] ?? "";
        return [`$ ${command}`, ...(output === "" ? [] : [output])];
      });
      return ["```shell-session", ...lines, "```"].join("\n");
    });
    writeFileSync(page, updated);
  } else {
    const shown = (all: readonly string[]) =>
      steps.map(({ command }, at) => `$ ${command}\n${masked(all[at] ?? "")}`);
    expect(shown(outputs)).toEqual(shown(steps.map(({ output }) => output)));
  }
});

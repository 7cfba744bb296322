import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** A folder whose name holds what breaks quoting, with one C file in it. The test that asks for it removes it. */
export function makeAwkwardFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `it's "a" folder +#&% `));
  writeFileSync(join(folder, "a.c"), "int answer = 42;\n");
  return folder;
}

/** Starts the launcher with a suite of `fixtures/suites` and the fixture extension. */
export function startLauncher(suite: string, workspace: string, env: Record<string, string> = {}) {
  const launcher = spawn(
    join(HERE, "code.mjs"),
    [
      `--extensionDevelopmentPath=${join(HERE, "fixtures", "extension")}`,
      `--extensionTestsPath=${join(HERE, "fixtures", "suites", suite)}`,
      "--disable-gpu-sandbox",
      workspace,
    ],
    { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const exited = new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    launcher.on("error", reject);
    launcher.on("close", (code) => resolve({ code, output }));
  });
  return { launcher, exited, output: () => output };
}

/** The exit code and everything printed by one run of the launcher. */
export function runLauncher(suite: string, workspace: string, env: Record<string, string> = {}) {
  return startLauncher(suite, workspace, env).exited;
}

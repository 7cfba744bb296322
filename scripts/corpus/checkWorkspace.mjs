/** Runs the built command line over one workspace and measures it from outside. */
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
export const cliBundle = path.join(projectRoot, "dist", "cli.js");
const peakMemoryReporter = path.join(projectRoot, "scripts", "corpus", "reportPeakMemory.cjs");
/** The source packages are those of a release whose server is 15; the major is fixed so that results do not depend on the machine. */
const pgMajor = "15";
const timeoutMs = 20 * 60 * 1000;

/**
 * Checks `folder` below `root`. Returns `{ report, timeMs, peakMemoryBytes }`, or `{ failure }` with one line
 * when the program crashed, hung or did not print what it promises.
 */
export async function checkWorkspace(root, folder, moreArguments = []) {
  const args = [
    "--require",
    peakMemoryReporter,
    cliBundle,
    "check",
    "--format",
    "json",
    "--pg-version",
    pgMajor,
  ];
  const { code, signal, stdout, stderr, timeMs, peak } = await runProgram(
    process.execPath,
    [...args, ...moreArguments, folder],
    root,
  );
  const said = stderr.trim().split("\n").slice(-3).join(" | ");
  if (signal !== null) return { failure: `ended by ${signal} after ${Math.round(timeMs)} ms ${said}` };
  if (code !== 0 && code !== 1) return { failure: `exit code ${code}: ${said}` };
  try {
    const report = JSON.parse(stdout);
    if (!Array.isArray(report.findings) || typeof report.functions !== "number")
      throw new Error("fields are missing");
    return { report, timeMs, peakMemoryBytes: Number(peak) * 1024 };
  } catch (error) {
    return { failure: `its JSON cannot be read (${error.message}): ${stdout.slice(0, 200)} ${said}` };
  }
}

function runProgram(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn(command, args, {
      cwd,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    const texts = ["", "", "", ""];
    for (const stream of [1, 2, 3]) {
      child.stdio[stream].setEncoding("utf8").on("data", (chunk) => {
        texts[stream] += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve({
        code,
        signal,
        stdout: texts[1],
        stderr: texts[2],
        peak: texts[3],
        timeMs: performance.now() - startedMs,
      });
    });
  });
}

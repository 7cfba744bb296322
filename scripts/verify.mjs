#!/usr/bin/env node
/**
 * Everything that can be checked without an editor, one line per check.
 *
 *   node scripts/verify.mjs               all checks
 *   node scripts/verify.mjs --static      without the unit tests
 *   node scripts/verify.mjs --json FILE   also writes [{ name, ok, output }] to FILE
 *
 * Exit code 0 when all checks pass, 1 when one does not, 2 when called wrongly.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Longest time that one check may take. */
const timeoutMs = 10 * 60_000;

/** Checks that run at the same time. */
const lanes = 2;

const sourceFolders = ["client", "server", "cli", "devpg", "test"].filter((folder) =>
  existsSync(join(root, folder)),
);

function tool(path, ...args) {
  return [process.execPath, join(root, "node_modules", path), ...args];
}

/** The slow ones first, so that the quick ones fill the second lane. */
const checks = [
  { name: "types", argv: tool("typescript/bin/tsc", "--noEmit", "--pretty", "false", "-p", ".") },
  { name: "lint", argv: tool("eslint/bin/eslint.js", ".", "--max-warnings", "0") },
  { name: "format", argv: tool("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".") },
  {
    name: "layers",
    argv: tool(
      "dependency-cruiser/bin/dependency-cruise.mjs",
      ...sourceFolders,
      "--config",
      "--output-type",
      "err-long",
    ),
  },
  {
    name: "generated",
    argv: [process.execPath, "scripts/generate.mjs", "--check"],
    needs: "scripts/generate.mjs",
  },
  {
    name: "unit tests",
    argv: tool("vitest/vitest.mjs", "run", "--project", "unit", "--reporter", "dot"),
    isStatic: false,
  },
];

/** Runs one check to its end. Resolves always: a tool that cannot be started is a failed check. */
function run(check) {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const [command, ...args] = check.argv;
    const child = spawn(command, args, { cwd: root, timeout: timeoutMs, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    const end = (ok, note) => {
      const output = Buffer.concat(chunks).toString("utf8") + note;
      resolve({ name: check.name, ok, output, seconds: (performance.now() - startedMs) / 1000 });
    };
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => end(false, `${error.message}\n`));
    child.on("close", (code, signal) => {
      end(
        code === 0,
        signal === null ? "" : `ended by ${signal} after at most ${timeoutMs / 60_000} minutes\n`,
      );
    });
  });
}

/** Runs the checks, `lanes` at a time, and prints each as it ends. Results in the order of `selected`. */
async function runAll(selected) {
  const results = [];
  const waiting = selected.map((check, position) => ({ check, position }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await run(next.check);
      results[next.position] = result;
      console.log(`${result.ok ? "ok    " : "FAILED"} ${result.name} (${result.seconds.toFixed(1)} s)`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return results;
}

function parseCommandLine() {
  try {
    return parseArgs({ options: { static: { type: "boolean", default: false }, json: { type: "string" } } })
      .values;
  } catch (error) {
    console.error(`verify: ${error.message} Usage: node scripts/verify.mjs [--static] [--json FILE]`);
    process.exit(2);
  }
}

const options = parseCommandLine();
const selected = checks.filter(
  (check) =>
    (check.needs === undefined || existsSync(join(root, check.needs))) &&
    !(options.static && check.isStatic === false),
);
const results = await runAll(selected);
for (const { name, output } of results.filter((result) => !result.ok)) {
  console.log(`\n--- ${name} ---\n${output.trimEnd()}`);
}
const failed = results.filter((result) => !result.ok).length;
console.log(`\n${results.length - failed} checks passed, ${failed} failed`);
if (options.json !== undefined) {
  await writeFile(
    options.json,
    JSON.stringify(
      results.map(({ name, ok, output }) => ({ name, ok, output })),
      null,
      2,
    ) + "\n",
  );
}
process.exitCode = failed === 0 ? 0 : 1;

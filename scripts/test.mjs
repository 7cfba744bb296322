#!/usr/bin/env node
/**
 * `npm test`: sets up what is missing, builds, and runs every test of the project.
 *
 *   node scripts/test.mjs                      static checks, unit, PostgreSQL, launcher and end-to-end tests
 *   node scripts/test.mjs --only <part>        static, unit, postgres, host or e2e
 *   node scripts/test.mjs --newest             end-to-end tests in the newest VS Code
 *
 * The last line is `N passed, N failed` over all parts; a static check counts as one test. The exit code is 0 only when
 * nothing failed and every part reported at least one test; it is 2 when the machine lacks something.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { endingSignal } from "../test/host/launcher/endings.mjs";
import { ensureNodeModules } from "./setup/nodeModules.mjs";
import { runCommand } from "./setup/runCommand.mjs";
import { SetupProblem } from "./setup/setupProblem.mjs";
import {
  ensureSystemPackages,
  NEEDS_OF_E2E_TESTS,
  NEEDS_OF_HEADLESS_EDITOR,
  NEEDS_OF_POSTGRES_TESTS,
  NEEDS_OF_TESTS,
} from "./setup/systemPackages.mjs";
import { countsOfReport } from "./setup/testReports.mjs";
import { ensureVscodeHost } from "./setup/vscodeHost.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const PARTS = {
  static: { needs: [], argv: (report) => ["scripts/verify.mjs", "--static", "--json", report] },
  unit: { needs: NEEDS_OF_TESTS, argv: (report) => vitest("unit", report) },
  postgres: { needs: NEEDS_OF_POSTGRES_TESTS, argv: (report) => vitest("postgres", report) },
  host: { needs: NEEDS_OF_HEADLESS_EDITOR, hostsEditor: true, argv: (report) => vitest("host", report) },
  e2e: {
    needs: NEEDS_OF_E2E_TESTS,
    hostsEditor: true,
    argv: (report, { newest }) => ["test/e2e/run.mjs", "--json", report, ...(newest ? ["--newest"] : [])],
  },
};

function vitest(project, report) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporters];
}

async function main() {
  const options = readOptions();
  if (options === undefined) return 2;
  endingSignal().addEventListener("abort", () => process.exit(130));
  const reports = mkdtempSync(join(tmpdir(), "dynpgext-reports-"));
  const total = { passed: 0, failed: 0 };
  let failureCode = 1;
  try {
    await prepare(options);
    for (const name of options.parts) {
      const { passed, failed } = await runPart(name, join(reports, `${name}.json`), options);
      process.stdout.write(`\n=== ${name}: ${passed} passed, ${failed} failed\n`);
      total.passed += passed;
      total.failed += failed;
    }
  } catch (error) {
    const expected = error instanceof SetupProblem;
    process.stdout.write(`${expected ? error.message : error.stack}\n`);
    if (expected) failureCode = error.exitCode;
    total.failed += 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.passed > 0 && total.failed === 0 ? 0 : failureCode;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { only: { type: "string" }, newest: { type: "boolean", default: false } },
    });
    if (values.only !== undefined && !Object.hasOwn(PARTS, values.only))
      throw new Error(`There is no part "${values.only}".`);
    return { parts: values.only === undefined ? Object.keys(PARTS) : [values.only], newest: values.newest };
  } catch (error) {
    process.stderr.write(
      `test: ${error.message} Usage: npm test -- [--only ${Object.keys(PARTS).join("|")}] [--newest]\n`,
    );
    return undefined;
  }
}

/** Everything that the parts need and a fresh clone does not have. */
async function prepare({ parts, newest }) {
  await ensureNodeModules(ROOT);
  await ensureSystemPackages([...new Set(parts.flatMap((name) => PARTS[name].needs))]);
  if (parts.some((name) => PARTS[name].hostsEditor && !(name === "e2e" && newest)))
    await ensureVscodeHost(ROOT);
  if (newest && parts.includes("e2e")) await ensureVscodeHost(ROOT, "newest");
  const { code } = await node(["scripts/build.mjs"]);
  if (code !== 0) throw new SetupProblem("The build failed, see above.", { exitCode: 1 });
}

/** A part that says nothing, or ends badly without a failed test, has failed once. */
async function runPart(name, report, options) {
  process.stdout.write(`\n=== ${name}\n`);
  const { code } = await node(PARTS[name].argv(report, options));
  const { passed, failed, remarks } = countsOfReport(report);
  for (const remark of remarks) process.stdout.write(`${name}: ${remark}\n`);
  if (failed > 0 || (code === 0 && passed > 0)) return { passed, failed };
  process.stdout.write(`${name}: ended with code ${code} and ${passed} passed tests\n`);
  return { passed, failed: 1 };
}

function node(args) {
  return runCommand([process.execPath, ...args], { cwd: ROOT, echo: true });
}

process.exitCode = await main();

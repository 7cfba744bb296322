#!/usr/bin/env node
/**
 * Stands in for the executable of VS Code where the tests of an extension run: it hosts the VS Code server of an npm
 * package and opens it in a headless browser. Its exit code is 0 only if a suite inside the extension host has itself
 * reported that tests passed and none failed.
 *
 * Environment: `DYNPGEXT_VSCODE_VARIANT` (pinned | newest), `DYNPGEXT_START_LIMIT_MS`, `DYNPGEXT_SUITE_LIMIT_MS`,
 * `DYNPGEXT_HOST_RESULT` (a file to which `{ "passed", "failed" }` is written when the suite has reported),
 * `DYNPGEXT_ASK_FOR_TRUST` (the workspace is not trusted until somebody says so), `DYNPGEXT_KEEP_HOST_STATE` (keep VS
 * Code's folder with its logs).
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runMain } from "../../scripts/setup/setupProblem.mjs";
import { ensureVscodeHost } from "../../scripts/setup/vscodeHost.mjs";
import { endingSignal } from "./launcher/endings.mjs";
import { readLauncherArguments } from "./launcher/launcherArguments.mjs";
import { runHostedSuite } from "./launcher/runHostedSuite.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

await runMain(async () => {
  const { developmentPath, testsPath, workspace } = readLauncherArguments(process.argv.slice(2));
  if (developmentPath === undefined || testsPath === undefined) {
    process.stderr.write("usage: code.mjs --extensionDevelopmentPath=FOLDER --extensionTestsPath=FILE [FOLDER]\n");
    return 2;
  }
  const signal = endingSignal();
  const host = await ensureVscodeHost(ROOT, process.env.DYNPGEXT_VSCODE_VARIANT);
  const limits = {
    startMs: Number(process.env.DYNPGEXT_START_LIMIT_MS ?? 120_000),
    suiteMs: Number(process.env.DYNPGEXT_SUITE_LIMIT_MS ?? 300_000),
  };
  const onLog = (text) => process.stdout.write(`${text}\n`);
  try {
    const outcome = await runHostedSuite({ host, workspace, developmentPath, testsPath, limits, signal, onLog });
    if (process.env.DYNPGEXT_HOST_RESULT) writeFileSync(process.env.DYNPGEXT_HOST_RESULT, JSON.stringify(outcome));
    process.stdout.write(`VS Code ${host.version}: ${outcome.passed} passed, ${outcome.failed} failed\n`);
    return outcome.passed > 0 && outcome.failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`VS Code ${host.version}: ${error.message}\n`);
    return 1;
  }
});
process.exit();

import { runTests } from "@vscode/test-electron";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openHostChannel } from "../host/launcher/hostChannel.mjs";
import { bundleSuite } from "./bundleSuite.mjs";

/** A report may still be in the socket when VS Code has ended. */
const REPORT_GRACE_MS = 2000;

/** A whole session, on a machine that has other work too. */
const SUITE_LIMIT_MS = 600_000;

/**
 * Runs one suite in VS Code and returns `{ passed, failed }`. Rejects when the suite did not report. The VS Code is:
 * - `DYNPGEXT_VSCODE=<path of an executable>`: that one, on this desktop;
 * - `DYNPGEXT_VSCODE=download`: the one that @vscode/test-electron downloads;
 * - otherwise the one of `test/host`, without a download and without a display. `variant` is `pinned` or `newest`.
 *
 * Of the tests only those run that have `only` in their name.
 */
export async function runSession(root, session, { variant, only }) {
  const original = resolve(root, session.workspace);
  if (!existsSync(original)) throw new Error(`${session.workspace} does not exist.`);
  const folder = mkdtempSync(join(tmpdir(), "dynpgext-e2e-"));
  try {
    const workspace = join(folder, basename(session.workspace));
    cpSync(original, workspace, { recursive: true });
    const out = join(root, "out", "e2e");
    const pictures = process.env.UPDATE_GOLDEN ? join(root, "docs", "guide") : out;
    const testsPath = await bundleSuite(root, session.suite);
    const env = {
      DYNPGEXT_E2E_WORKSPACE: original,
      DYNPGEXT_E2E_PICTURES: pictures,
      DYNPGEXT_E2E_FAILURES: out,
      DYNPGEXT_E2E_ONLY: only,
      DYNPGEXT_SUITE_LIMIT_MS: String(SUITE_LIMIT_MS),
      ...(session.asksForTrust ? { DYNPGEXT_ASK_FOR_TRUST: "1" } : {}),
      ...(session.startsPostgres ? { DYNPGEXT_HOME: homeOfServers(folder) } : {}),
    };
    const run = process.env.DYNPGEXT_VSCODE ? runInDesktop : runInHosted;
    return await run({ root, folder, workspace, testsPath, env, variant });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where dev servers live. For root they run as another user, who must be able to come here. */
function homeOfServers(folder) {
  chmodSync(folder, 0o755);
  const home = join(folder, "home");
  mkdirSync(home);
  return home;
}

async function runInHosted({ root, folder, workspace, testsPath, env, variant }) {
  const result = join(folder, "result.json");
  const problem = await runTests({
    vscodeExecutablePath: join(root, "test", "host", "code.mjs"),
    reuseMachineInstall: true, // The launcher makes a profile of its own for each run.
    extensionDevelopmentPath: root,
    extensionTestsPath: testsPath,
    launchArgs: [workspace],
    extensionTestsEnv: { ...env, DYNPGEXT_HOST_RESULT: result, DYNPGEXT_VSCODE_VARIANT: variant },
  }).then(
    () => undefined,
    (error) => error,
  );
  if (!existsSync(result)) throw problem ?? new Error("the launcher ended without a result");
  const outcome = JSON.parse(readFileSync(result, "utf8"));
  if (problem !== undefined && outcome.failed === 0) throw problem;
  return outcome;
}

/** The same wrapper reports over the same channel; only what looks at the page cannot be had from a desktop window. */
async function runInDesktop({ root, folder, workspace, testsPath, env }) {
  const onRequest = (action) => {
    throw new Error(`"${action}" needs the hosted VS Code: a desktop window has no page to look at.`);
  };
  const channel = await openHostChannel({ onLog: (text) => process.stdout.write(`${text}\n`), onRequest });
  const chosen = process.env.DYNPGEXT_VSCODE;
  try {
    await runTests({
      ...(chosen === "download" ? {} : { vscodeExecutablePath: chosen }),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, "test", "host", "inHost", "wrapper.cjs"),
      launchArgs: [workspace, "--disable-extensions", `--user-data-dir=${join(folder, "profile")}`],
      extensionTestsEnv: { ...env, DYNPGEXT_HOST_CHANNEL: channel.address, DYNPGEXT_HOST_TESTS: testsPath },
    }).catch((error) => process.stderr.write(`${error.message}\n`)); // The report below decides.
    const outcome = await Promise.race([channel.outcome, wait(REPORT_GRACE_MS, undefined, { ref: false })]);
    if (outcome === undefined) throw new Error("the suite did not report");
    return outcome;
  } finally {
    channel.close();
  }
}

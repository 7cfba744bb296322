import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { rejectOnAbort } from "./endings.mjs";
import { openHeadlessBrowser } from "./headlessBrowser.mjs";
import { openHostChannel } from "./hostChannel.mjs";
import { doPageAction } from "./pageActions.mjs";
import { startVscodeServer } from "./vscodeServer.mjs";
import { workbenchUrl } from "./workbenchUrl.mjs";

const WRAPPER = fileURLToPath(new URL("../inHost/wrapper.cjs", import.meta.url));
const GRACE_MS = 5000;

/**
 * Opens `workspace` in the hosted VS Code in a headless browser, runs the suite `testsPath` in its extension host and
 * returns `{ passed, failed }` as the wrapper inside the host reported it. Everything else rejects: no report, a crash,
 * a time limit, a non-zero exit of the workbench, `signal`. Nothing that it started is left when it settles.
 *
 * `env` adds variables to the environment of the extension host.
 *
 * VS Code's own exit code is not believed: it is 0 when the extension host crashes.
 */
export async function runHostedSuite({ signal, ...run }) {
  const stops = [];
  try {
    return await Promise.race([conduct(run, stops), rejectOnAbort(signal)]);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function conduct({ host, workspace, developmentPath, testsPath, limits, onLog, ...run }, stops) {
  let page;
  const channel = await openHostChannel({ onLog, onRequest: (action, argument) => doPageAction(page, action, argument) });
  stops.push(channel.close);

  const stateFolder = mkdtempSync(join(tmpdir(), "dynpgext-vscode-"));
  const env = { ...run.env, DYNPGEXT_HOST_CHANNEL: channel.address, DYNPGEXT_HOST_TESTS: testsPath };
  const { origin, token, server } = await startVscodeServer({ host, stateFolder, stops, env });
  const browser = await openHeadlessBrowser({ stops });
  page = browser.page;
  const workbench = await exposeAutomation(page);
  const within = racer([
    server.exited.then((code) => `the VS Code server ended with code ${code}`),
    browser.process.exited.then((code) => `the browser ended with code ${code}`),
    workbench.exited.then((code) => wait(GRACE_MS, `the workbench ended with code ${code} and the suite never reported`)),
  ]);

  try {
    await page.goto(workbenchUrl({ origin, token, workspace, developmentPath, testsPath: WRAPPER }));
    await within(limits.startMs, channel.greeted, "the extension host did not start the suite");
    const outcome = await within(limits.suiteMs, channel.outcome, "the suite did not end");
    if (outcome === undefined) throw new Error("the extension host went away before the suite reported");
    const exitCode = await Promise.race([workbench.exited, wait(GRACE_MS, 0)]);
    if (exitCode !== 0 && outcome.failed === 0) throw new Error(`the workbench ended with code ${exitCode}`);
    return outcome;
  } catch (error) {
    throw new Error(`${error.message}\n${await circumstances(page, server, workbench.chatter)}`);
  }
}

/** A function that waits for a promise, but neither longer than a limit nor after one of `obstacles` has happened. */
function racer(obstacles) {
  const obstacle = Promise.race(obstacles).then((text) => Promise.reject(new Error(text)));
  obstacle.catch(() => {}); // It may come after the last wait, as a consequence of the end.
  return async (limitMs, promise, whatFailed) => {
    const timer = new AbortController();
    const limit = wait(limitMs, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error(`${whatFailed} within ${limitMs} ms`)));
    try {
      return await Promise.race([promise, obstacle, limit]);
    } finally {
      limit.catch(() => {}); // The AbortError of the timer that is no longer needed.
      timer.abort();
    }
  };
}

/** What every run logs: native modules that the hosted server does without, and the gallery that it has not. */
const NOISE = /bindings file|release\/watchdog|serviceworker|builtin extensions from gallery|Creating a socket/i;

/**
 * The two functions that a workbench under test calls. `exited` resolves with the exit code that it wants; `chatter` is
 * what it logged, which is worth reading only after a failure.
 */
async function exposeAutomation(page) {
  let exit;
  const exited = new Promise((resolve) => (exit = resolve));
  const chatter = [];
  const note = (type, args) => {
    const text = `[${type}] ${args.map(String).join(" ")}`;
    if (!NOISE.test(text)) chatter.push(text.split("\n").slice(0, 4).join("\n").slice(0, 500));
  };
  await page.exposeFunction("codeAutomationLog", note);
  await page.exposeFunction("codeAutomationExit", (code) => exit(code));
  return { exited, chatter };
}

/** What helps to understand a failed run. */
async function circumstances(page, server, chatter) {
  const title = await page.title().catch((error) => error.message);
  return [`page title: ${title}`, "--- server", server.tail(), "--- workbench", ...chatter.slice(-25)].join("\n");
}

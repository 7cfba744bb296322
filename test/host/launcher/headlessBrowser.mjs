import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../../../scripts/setup/findExecutable.mjs";
import { startGuarded } from "./startGuarded.mjs";

const START_LIMIT_MS = 60_000;
const WINDOW = { width: 1280, height: 800 };

/**
 * Starts the system's Chromium without a window and returns `{ page, process }` with one empty page. It reaches nothing but
 * 127.0.0.1. The function that ends it is pushed to `stops`.
 */
export async function openHeadlessBrowser({ stops }) {
  const executable = findChromium();
  if (executable === undefined) throw new Error("No Chromium on the PATH; set DYNPGEXT_CHROMIUM.");
  const folder = mkdtempSync(join(tmpdir(), "dynpgext-browser-"));
  const guarded = startGuarded({
    argv: [executable, ...browserArguments(join(folder, "profile"))],
    cwd: folder,
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder },
    removeFolders: [folder],
  });
  stops.push(guarded.stop);
  const [, endpoint] = await guarded.waitForLine(/DevTools listening on (ws:\S+)/, START_LIMIT_MS);
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize(WINDOW);
  return { page, process: guarded };
}

function browserArguments(profile) {
  return [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"],
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad"],
    ...["--disable-extensions", "--mute-audio", "--hide-scrollbars", "--force-color-profile=srgb", "--lang=en-US"],
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ...[`--user-data-dir=${profile}`, `--window-size=${WINDOW.width},${WINDOW.height}`],
    ...["--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0", "about:blank"],
  ];
}

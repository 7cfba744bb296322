import { join } from "node:path";
import { host } from "./host";

/** Selectors of the workbench that more than one test needs. */
export const selectors = {
  problemsPanel: ".markers-panel",
  problemRows: ".markers-panel .monaco-list-row",
  hover: ".monaco-hover",
  statusItems: ".statusbar-item",
  activeEditor: ".editor-group-container.active .monaco-editor",
  squiggles: ".squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint",
  quickInput: ".quick-input-widget",
  actionMenu: ".action-widget",
  ourStatusItem: '.statusbar-item[id="dynpgext.dynpgext.dynpgext.status"]',
} as const;

/** Keys by Playwright's names, one after the other: `press("Control+Period", "Enter")`. */
export async function press(...keys: string[]): Promise<void> {
  await host().request("press", { keys });
}

/** Types text where the focus is. */
export async function typeText(text: string): Promise<void> {
  await host().request("type", { text });
}

/** How long the page may take for anything, on a machine that has other work too. */
const patienceMs = 45_000;

/** Waits until the first element that matches can be seen. Rejects after `timeoutMs`. */
export async function waitForVisible(selector: string, timeoutMs = patienceMs): Promise<void> {
  await host().request("waitFor", { selector, state: "visible", timeoutMs });
}

const webviewFrames = ["iframe.webview.ready", "iframe#active-frame"];

/** Waits until something that matches can be seen in the webview that is shown: a preview, a page of ours. */
export async function waitForVisibleInWebview(selector: string): Promise<void> {
  await host().request("waitFor", {
    selector,
    frames: webviewFrames,
    state: "visible",
    timeoutMs: patienceMs,
  });
}

export async function clickInWebview(selector: string): Promise<void> {
  await host().request("click", { selector, frames: webviewFrames, timeoutMs: patienceMs });
}

/** Waits until nothing that matches can be seen. */
export async function waitForHidden(selector: string, timeoutMs = patienceMs): Promise<void> {
  await host().request("waitFor", { selector, state: "hidden", timeoutMs });
}

export async function click(selector: string, timeoutMs = patienceMs): Promise<void> {
  await host().request("click", { selector, timeoutMs });
}

/** Moves the mouse over the first element that matches, as one does to read a hover. */
export async function pointAt(selector: string): Promise<void> {
  await host().request("hover", { selector, timeoutMs: patienceMs });
}

/** The visible text of each element that matches now, in document order. */
export async function visibleTexts(selector: string): Promise<string[]> {
  return (await host().request("texts", { selector })) as string[];
}

/** Size of the workbench in CSS pixels; it starts as 1280 by 800. */
export async function resizeWorkbench(width: number, height: number): Promise<void> {
  await host().request("resize", { width, height });
}

/**
 * Takes a picture of the workbench (or of the first element that matches `selector`) and returns its path. It is
 * written to `out/e2e/<name>.png`; with `UPDATE_GOLDEN=1` to `docs/guide/<name>.png`, where the guide shows it.
 */
export async function screenshot(
  name: string,
  options: { readonly selector?: string } = {},
): Promise<string> {
  const path = join(process.env["DYNPGEXT_E2E_PICTURES"] ?? "", `${name}.png`);
  await host().request("screenshot", { path, ...options });
  return path;
}

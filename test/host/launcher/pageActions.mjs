import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * What a test inside the extension host may ask of the page that shows the workbench. Every action takes one plain
 * object and returns plain data; `timeoutMs` bounds the wait for the selector.
 */
const ACTIONS = {
  /** Keys as Playwright names them, one after the other: `["Control+Period", "Enter"]`. */
  press: async (page, { keys }) => {
    for (const key of keys) await page.keyboard.press(key);
  },
  type: (page, { text }) => page.keyboard.type(text),
  click: (page, { selector, frames = [], button = "left", timeoutMs = DEFAULT_TIMEOUT_MS }) =>
    frames
      .reduce((scope, frame) => scope.frameLocator(frame), page)
      .locator(selector)
      .first()
      .click({ button, timeout: timeoutMs }),
  hover: (page, { selector, timeoutMs = DEFAULT_TIMEOUT_MS }) => page.locator(selector).first().hover({ timeout: timeoutMs }),
  /** `frames` are the selectors of the frames to go down into, from the page on; a webview is two of them. */
  waitFor: (page, { selector, frames = [], state = "visible", timeoutMs = DEFAULT_TIMEOUT_MS }) =>
    frames
      .reduce((scope, frame) => scope.frameLocator(frame), page)
      .locator(selector)
      .first()
      .waitFor({ state, timeout: timeoutMs }),
  /** The visible text of every element that matches now, in document order. */
  texts: (page, { selector }) => page.locator(selector).allInnerTexts(),
  count: (page, { selector }) => page.locator(selector).count(),
  screenshot: async (page, { path, selector }) => {
    mkdirSync(dirname(path), { recursive: true });
    const target = selector === undefined ? page : page.locator(selector).first();
    await target.screenshot({ path, animations: "disabled", caret: "hide" });
  },
  resize: (page, { width, height }) => page.setViewportSize({ width, height }),
};

/** Does `action` on the page; an unknown one is an error of the test that asked. */
export async function doPageAction(page, action, argument) {
  if (!Object.hasOwn(ACTIONS, action)) throw new Error(`No page action "${action}".`);
  return (await ACTIONS[action](page, argument ?? {})) ?? null;
}

import * as vscode from "vscode";
import { activeExtension, waitUntil } from "./harness";
import { click, press, selectors, typeText, visibleTexts, waitForHidden, waitForVisible } from "./page";

/** A first load makes the private installation, the cluster and the loader. */
export const firstLoadMs = 150_000;

/** Any later one. */
export const loadMs = 60_000;

const rows = '.pane-body [role="treeitem"]';
const toasts = ".notifications-toasts .notification-list-item-message";

const paletteRows = `${selectors.quickInput} .monaco-list-row`;
const paletteMs = 60_000;

/**
 * Runs a command as people do: F1, its whole title, and the row that says just that. The palette decides at its opening
 * what it offers, and something else may take the focus from it; so it is closed and opened again until the command is
 * there.
 */
export async function runFromPalette(title: string): Promise<void> {
  await activeExtension();
  // Behind its title a row is described with its key and its group.
  const row = `${paletteRows}:is([aria-label="${title}"], [aria-label^="${title}, "])`;
  let last: readonly string[] = [];
  const isChosen = async (): Promise<boolean> => {
    await openPalette();
    await typeText(title);
    try {
      await waitForVisible(`${row}, ${paletteRows}:has-text("No matching")`, 5_000);
      last = await visibleTexts(paletteRows);
      if ((await visibleTexts(row)).length === 0) return false;
      await click(row, 5_000);
      return true;
    } catch {
      last = await visibleTexts(paletteRows); // Closed again, or still without the row.
      return false;
    }
  };
  await waitUntil(`the palette offers ${title}`, isChosen, { timeoutMs: paletteMs }).catch(
    (cause: unknown) => {
      throw new Error(`${(cause as Error).message}; rows: ${last.join(" | ")}`, { cause });
    },
  );
}

async function openPalette(): Promise<void> {
  await press("Escape");
  await waitForHidden(selectors.quickInput);
  await press("F1");
  await waitForVisible(`${selectors.quickInput} input:focus`);
}

/** The texts of the messages that can be seen. */
export async function shownMessages(): Promise<string[]> {
  return (await visibleTexts(toasts)).map((text) => text.trim());
}

export async function waitForMessage(text: string | RegExp, timeoutMs: number): Promise<void> {
  const matches = (message: string): boolean =>
    typeof text === "string" ? message.includes(text) : text.test(message);
  let last: string[] = [];
  const isShown = async () => {
    last = await shownMessages();
    return last.some(matches);
  };
  await waitUntil(`a message says ${text}`, isShown, { timeoutMs }).catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message}; messages: ${last.join(" | ")}`, { cause });
  });
}

export async function clearMessages(): Promise<void> {
  await vscode.commands.executeCommand("notifications.clearAll");
}

/** Opens the view "Dev Postgres". */
export async function showTree(): Promise<void> {
  await vscode.commands.executeCommand("dynpgext.devPostgres.focus");
  await waitForVisible(`${rows}:has-text("Shared Memory")`);
}

/** The rows of the view that can be seen: label and description without anything between them. */
export async function treeRows(): Promise<string[]> {
  return (await visibleTexts(rows)).map((text) => text.replaceAll(/\s+/g, " ").trim());
}

export async function waitForRow(
  what: string,
  isWanted: (row: string) => boolean,
  timeoutMs = 45_000,
): Promise<string> {
  let last: string[] = [];
  const isShown = async () => {
    last = await treeRows();
    return last.some(isWanted);
  };
  await waitUntil(`the view shows ${what}`, isShown, { timeoutMs }).catch((cause: unknown) => {
    throw new Error([(cause as Error).message, ...last.map((row) => `  ${row}`)].join("\n"), { cause });
  });
  return last.find(isWanted) ?? "";
}

export const rowSelector = (text: string): string => `${rows}:has-text("${text}")`;

/** The text of the item in the status bar. */
export async function devPostgresItem(): Promise<string> {
  const shown = await visibleTexts('.statusbar-item[id="dynpgext.dynpgext.dynpgext.devPostgres"]');
  return shown.join(" ").trim();
}

/** Our diagnostics of one origin, as `line: message`, from 1. */
export function diagnosticsFrom(source: string, uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((each) => each.source === source)
    .map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

/** Waits until no operation runs: a command's promise ends with its message, which nobody answers here. */
export async function waitForRest(timeoutMs: number): Promise<void> {
  const isAtRest = async () => {
    const text = await devPostgresItem();
    return text !== "" && text !== "Postgres";
  };
  await waitUntil("the operation has ended", isAtRest, { timeoutMs });
}

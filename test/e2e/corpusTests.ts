import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import { activeExtension, waitUntil } from "./harness";
import { click, visibleTexts, waitForVisible } from "./page";
import { showPlainWindow } from "./plainWindow";
import { describe, it } from "./suite";

const rows = ".test-explorer .monaco-list-row";
const suites = `${rows}[aria-level="1"]`;
const tests = `${rows}[aria-level="2"]`;
/** Build, first server, and all tests, on a machine that has other work too. */
const runMs = 8 * 60_000;

/** `ok` or `FAILED` by test: what `make installcheck` said. */
function verdictsOfMake(): ReadonlyMap<string, string> {
  const file = process.env["DYNPGEXT_E2E_VERDICTS"];
  if (file === undefined) throw new Error("DYNPGEXT_E2E_VERDICTS names no file.");
  return new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>));
}

const rowOf = (test: string, state: string): string => `${tests}[aria-label^="${test} (${state})"]`;

async function isShown(selector: string): Promise<boolean> {
  return (await visibleTexts(selector)).length > 0;
}

/** What the view shows of a test, as `make installcheck` words it. */
async function verdictOf(test: string): Promise<string | undefined> {
  if (await isShown(rowOf(test, "Passed"))) return "ok";
  for (const state of ["Failed", "Errored"]) if (await isShown(rowOf(test, state))) return "FAILED";
  return undefined;
}

/** The view keeps no row that cannot be seen: the window is as high as the list. */
async function showAllRows(count: number): Promise<void> {
  await showPlainWindow(1240, 400 + 30 * count);
  await vscode.commands.executeCommand("workbench.view.testing.focus");
  await waitForVisible(suites);
  const folded = `${suites}[aria-expanded="false"]`;
  while (await isShown(folded)) await click(`${folded} .monaco-tl-twistie`);
  await waitForVisible(tests);
}

describe("the Testing view", () => {
  it(
    "gives the tests of a real extension the verdicts of make installcheck",
    async () => {
      const theirs = verdictsOfMake();
      await activeExtension();
      await showAllRows(theirs.size);
      await vscode.commands.executeCommand("testing.runAll");
      const own = new Map<string, string | undefined>();
      const isDone = async (): Promise<boolean> => {
        for (const test of theirs.keys()) own.set(test, await verdictOf(test));
        return [...own.values()].every((verdict) => verdict !== undefined);
      };
      await waitUntil("each test has a verdict", isDone, { timeoutMs: runMs }).catch((cause: unknown) => {
        const shown = [...own].map(([test, verdict]) => `${test}: ${verdict ?? "-"}`).join(", ");
        throw new Error(`${(cause as Error).message}; ${shown}`, { cause });
      });
      assert.deepEqual(own, theirs);
      // Each of theirs is there: there are no others when there are as many.
      assert.equal((await visibleTexts(tests)).length, theirs.size);
    },
    { timeoutMs: runMs + 60_000 },
  );
});
